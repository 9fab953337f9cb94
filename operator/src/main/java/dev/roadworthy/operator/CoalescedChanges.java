package dev.roadworthy.operator;

import dev.roadworthy.controller.port.GitHostEvents;
import dev.roadworthy.git.webhook.Webhook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells of a repository's first change at once, and of what comes within a pause after it together. For any thread. */
final class CoalescedChanges implements GitHostEvents {

    private final Set<String> named;
    private final Consumer<Runnable> afterPause;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    /** What came in the pause that a repository is in. */
    private final Map<Webhook, Set<Long>> paused = new HashMap<>();

    /**
     * For all repositories.
     *
     * @param named namespaces that a repository names, also one without a webhook
     * @param afterPause runs something once the pause is over
     */
    CoalescedChanges(Set<String> named, Consumer<Runnable> afterPause) {
        this.named = Set.copyOf(named);
        this.afterPause = afterPause;
    }

    @Override
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** A pull request of the webhook's repository may have changed. */
    void add(Webhook webhook, long pullRequest) {
        synchronized (this) {
            Set<Long> meanwhile = paused.putIfAbsent(webhook, new HashSet<>());
            if (meanwhile != null) {
                meanwhile.add(pullRequest);
                return;
            }
        }
        tell(webhook, Set.of(pullRequest));
    }

    private void resume(Webhook webhook) {
        Set<Long> meanwhile;
        synchronized (this) {
            meanwhile = paused.getOrDefault(webhook, Set.of());
            if (meanwhile.isEmpty()) {
                paused.remove(webhook);
                return;
            }
            paused.put(webhook, new HashSet<>());
        }
        tell(webhook, meanwhile);
    }

    private void tell(Webhook webhook, Set<Long> pullRequests) {
        // First of all: where a listener fails, the pause has an end all the same.
        afterPause.accept(() -> resume(webhook));
        Change change = new Change(namespace -> serves(webhook, namespace), pullRequests);
        listeners.forEach(listener -> listener.accept(change));
    }

    private boolean serves(Webhook webhook, String namespace) {
        return webhook.namespaces().isEmpty()
                ? !named.contains(namespace)
                : webhook.namespaces().contains(namespace);
    }
}
