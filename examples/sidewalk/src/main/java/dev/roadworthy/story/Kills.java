package dev.roadworthy.story;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Takes the operator away while the story goes on, at moments that chance chooses: its pods are deleted without a period of
 * grace. A kubelet still asks the process to end, and kills it two seconds later.
 */
final class Kills implements AutoCloseable {

    // A story takes longer than this, so each kill comes while something is going on.
    private static final Duration WINDOW = Duration.ofMinutes(4);

    private final KubernetesClient client;
    private final String namespace;
    private final Board board;
    private final List<Duration> moments;
    private final AtomicInteger done = new AtomicInteger();
    private final Thread thread = Thread.ofVirtual().name("kills").unstarted(this::run);

    private Kills(KubernetesClient client, String namespace, Board board, List<Duration> moments) {
        this.client = client;
        this.namespace = namespace;
        this.board = board;
        this.moments = moments;
    }

    /**
     * Begins to count the time.
     *
     * @param count how often; 0 kills nobody
     */
    static Kills start(KubernetesClient client, String namespace, Board board, int count) {
        List<Duration> moments = new Random()
                .longs(count, 0, WINDOW.toMillis())
                .sorted()
                .mapToObj(Duration::ofMillis)
                .toList();
        Kills kills = new Kills(client, namespace, board, moments);
        if (count > 0) {
            board.say(moments.stream()
                    .map(at -> at.toSeconds() + " s")
                    .collect(Collectors.joining(", ", "The operator is killed after ", ".")));
            kills.thread.start();
        }
        return kills;
    }

    private void run() {
        Duration now = Duration.ZERO;
        try {
            for (Duration moment : moments) {
                Thread.sleep(moment.minus(now));
                now = moment;
                kill();
                board.say("!!  the operator was killed, %d of %d".formatted(done.incrementAndGet(), moments.size()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where there is none to kill, its successor is waited for. */
    private void kill() throws InterruptedException {
        while (client.pods()
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/component", "operator")
                .withGracePeriod(0)
                .delete()
                .isEmpty()) {
            Thread.sleep(Duration.ofMillis(200));
        }
    }

    /** Ends the story unless all of them happened. */
    void happened() {
        StoryException.unless(
                done.get() == moments.size(), "the operator was killed %d times".formatted(moments.size()), done);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
