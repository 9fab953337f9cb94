package dev.roadworthy.vehicle.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent that polls until it is told to stop, at the bridge's pace, and at its own while the bridge fails. */
public final class Patrol {

    private static final Logger LOG = LoggerFactory.getLogger(Patrol.class);

    /** A bridge may ask for less than a second between two polls, which its format cannot say. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 8;

    private final Agent agent;
    private final RandomGenerator chance;
    private final Rounds rounds;

    /**
     * A patrol, not begun yet.
     *
     * @param chance spreads retries, so that a fleet does not come back all at once
     */
    public Patrol(Agent agent, RandomGenerator chance, Rounds rounds) {
        this.agent = agent;
        this.chance = chance;
        this.rounds = rounds;
    }

    /** Told of every poll. */
    @FunctionalInterface
    public interface Rounds {

        /**
         * A poll is over.
         *
         * @param fault why it failed; empty where it did not
         * @return whether to go on
         */
        boolean after(String fault);
    }

    /**
     * Starts the agent and polls.
     *
     * @throws IOException where the agent does not start
     * @throws InterruptedException where it is stopped from outside
     */
    public void run() throws IOException, InterruptedException {
        agent.start();
        int failures = 0;
        while (true) {
            Duration sleep;
            String fault = "";
            try {
                sleep = longer(agent.poll(), SHORTEST);
                failures = 0;
            } catch (IOException e) {
                stopIfInterrupted();
                fault = String.valueOf(e.getMessage());
                sleep = retry(failures++);
                LOG.warn("polled in vain, again in {} ms: {}", sleep.toMillis(), fault);
            }
            if (!rounds.after(fault)) {
                return;
            }
            Thread.sleep(sleep);
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private Duration retry(int failuresBefore) {
        long most = FIRST_RETRY.toMillis() << Math.min(failuresBefore, MOST_DOUBLINGS);
        long bounded = Math.min(most, LONGEST_RETRY.toMillis());
        return Duration.ofMillis(bounded / 2 + chance.nextLong(bounded / 2));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
