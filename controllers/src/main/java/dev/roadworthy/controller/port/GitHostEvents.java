package dev.roadworthy.controller.port;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Changes at Git hosts, told sooner than anybody would look. Nothing relies on them: whoever listens looks again anyway. */
public interface GitHostEvents {

    /** Nobody tells. */
    GitHostEvents NONE = listener -> {};

    /**
     * Pull requests of one repository that may have changed.
     *
     * @param namespaces whose manifests the repository holds
     * @param pullRequests their numbers
     */
    record Change(Predicate<String> namespaces, Set<Long> pullRequests) {

        public Change {
            pullRequests = Set.copyOf(pullRequests);
        }
    }

    /**
     * Takes a listener, which is called from any thread.
     *
     * @param listener returns soon
     */
    void listen(Consumer<Change> listener);
}
