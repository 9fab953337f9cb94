package dev.roadworthy.operator;

import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits in the outbox, the oldest first, one at a time, and only then forgets it. Where the collector does not take
 * one, all wait, a little longer each time; nothing else does. A crash between the collector's answer and the mark in the
 * store sends the same bytes once more.
 */
final class OpenLineageSender implements Lineage {

    private static final Logger LOG = Logger.getLogger(OpenLineageSender.class);
    // What waits is in the store; no more than this is in memory.
    private static final int BATCH = 100;
    // Also another operator, before it lost the lease, may have kept some.
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final RunOutbox outbox;
    private final OpenLineageEvents events;
    private final LineageCollector collector;
    private final OutsideCalls calls;
    private final Pauses pauses;
    private final Semaphore news = new Semaphore(0);

    /**
     * How long it waits before another try.
     *
     * @param first doubled with each failure
     * @param longest at most
     */
    record Pauses(Duration first, Duration longest) {

        static final Pauses USUAL = new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1));

        Duration after(Duration pause) {
            Duration doubled = pause.multipliedBy(2);
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    OpenLineageSender(
            RunOutbox outbox, OpenLineageEvents events, LineageCollector collector, OutsideCalls calls, Pauses pauses) {
        this.outbox = outbox;
        this.events = events;
        this.collector = collector;
        this.calls = calls;
        this.pauses = pauses;
    }

    @Override
    public void tell(RunEvent event, int order) throws Unavailable {
        outbox.keep(event, order);
        news.release();
    }

    @Override
    public void lead() {
        start();
    }

    /** Sends until it is interrupted. */
    Thread start() {
        return Thread.ofVirtual().name("openlineage").start(this::run);
    }

    private void run() {
        Duration pause = pauses.first();
        @Nullable String said = null;
        while (true) {
            try {
                String why = sendAll();
                if (why == null) {
                    said = null;
                    pause = pauses.first();
                    awaitNews();
                } else {
                    // Once, and not each minute of a night.
                    if (!why.equals(said)) {
                        LOG.warnf("%s; events of runs wait in the artifact store, and nothing else waits", why);
                        said = why;
                    }
                    Thread.sleep(pause);
                    pause = pauses.after(pause);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void awaitNews() throws InterruptedException {
        if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** Sends all that wait; says why where it could not. */
    private @Nullable String sendAll() {
        try {
            List<String> names = outbox.oldest(BATCH);
            while (!names.isEmpty()) {
                for (String name : names) {
                    Optional<RunOutbox.Pending> pending = outbox.read(name);
                    if (pending.isPresent()) {
                        send(pending.get());
                    }
                }
                names = outbox.oldest(BATCH);
            }
            return null;
        } catch (Unavailable | Refused e) {
            return e.getMessage();
        } catch (RuntimeException e) {
            LOG.error("the sender of lineage met what it does not know; it goes on", e);
            return e.toString();
        }
    }

    private void send(RunOutbox.Pending pending) throws Refused, Unavailable {
        RunEvent event = pending.event();
        if (event == null) {
            setAside(pending, "it is not an event of this version");
            return;
        }
        try {
            if (!outbox.isSent(event)) {
                calls.count(() -> {
                    collector.send(events.of(event));
                    return true;
                });
            }
        } catch (Refused e) {
            setAside(pending, String.valueOf(e.getMessage()));
            return;
        } catch (IllegalArgumentException e) {
            setAside(pending, "it cannot be told: " + e.getMessage());
            return;
        }
        outbox.sent(pending, event);
    }

    private void setAside(RunOutbox.Pending pending, String why) throws Refused, Unavailable {
        outbox.refused(pending);
        LOG.warnf("an event of a run is not sent: %s; it lies in %s", why, outbox.refusedUri(pending));
    }
}
