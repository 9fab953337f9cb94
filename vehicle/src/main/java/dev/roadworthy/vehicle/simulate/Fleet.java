package dev.roadworthy.vehicle.simulate;

import dev.roadworthy.vehicle.ddi.HttpDdi;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Many vehicles in one process. They share the threads, the HTTP client and the models, and nothing else: each has its
 * directory below one root, its token and its own polls, and says and checks what a single agent does.
 */
public final class Fleet {

    /** Below the root: one JSON document a vehicle and line. */
    public static final String STATUS = "status.jsonl";

    private static final Duration STATUS_EVERY = Duration.ofSeconds(1);

    private final FleetPlan plan;
    private final Path root;
    private final List<Member> members;

    /**
     * A fleet that stands.
     *
     * @param root where each vehicle has a directory, named as it is
     */
    public Fleet(FleetPlan plan, Path root, List<Member> members) {
        this.plan = plan;
        this.root = root;
        this.members = List.copyOf(members);
    }

    /**
     * Runs until every vehicle has ended. One that fails does not end the others; its line of the status says why.
     *
     * @throws IOException where the status cannot be written
     * @throws InterruptedException where the fleet is stopped from outside, once every vehicle has
     */
    public void run() throws IOException, InterruptedException {
        Files.createDirectories(root);
        StatusFile status = new StatusFile(root.resolve(STATUS));
        try (HttpClient http = HttpDdi.client()) {
            List<Thread> threads = start(http, status);
            try {
                while (threads.stream().anyMatch(Thread::isAlive)) {
                    status.write();
                    Thread.sleep(STATUS_EVERY);
                }
            } finally {
                stop(threads);
                http.shutdownNow();
                status.write();
            }
        }
    }

    private List<Thread> start(HttpClient http, StatusFile status) {
        Random seeds = new Random(plan.pace().seed());
        List<Thread> threads = new ArrayList<>();
        for (Member member : members) {
            Path directory = root.resolve(member.id());
            Random chance = new Random(seeds.nextLong());
            Runnable vehicle = new SimulatedVehicle(plan, member, directory, http, chance, status);
            threads.add(Thread.ofVirtual().name(member.id()).start(vehicle));
        }
        return threads;
    }

    private static void stop(List<Thread> threads) throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
