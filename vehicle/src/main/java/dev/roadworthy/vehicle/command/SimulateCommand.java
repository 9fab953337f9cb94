package dev.roadworthy.vehicle.command;

import dev.roadworthy.vehicle.agent.Profile;
import dev.roadworthy.vehicle.inference.Models;
import dev.roadworthy.vehicle.simulate.DeclaredLatencies;
import dev.roadworthy.vehicle.simulate.Fleet;
import dev.roadworthy.vehicle.simulate.FleetPlan;
import dev.roadworthy.vehicle.simulate.Member;
import dev.roadworthy.vehicle.simulate.SharedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many vehicles in one process. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Run many vehicles in one process, each with its own directory, token and polls.")
public final class SimulateCommand implements Callable<Integer> {

    @Mixin
    private final VehicleOptions options = new VehicleOptions();

    @Option(
            names = "--root",
            required = true,
            paramLabel = "DIR",
            description = "Where each vehicle has a directory, and status.jsonl says how they are.")
    private Path root = Path.of("");

    @Option(
            names = "--tokens",
            required = true,
            paramLabel = "FILE",
            description = "A vehicle a line: its name at the bridge, a space, its token.")
    private Path tokens = Path.of("");

    @Option(
            names = "--count",
            required = true,
            paramLabel = "N",
            description = "How many vehicles: the first ones of --tokens.")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all chance: when each vehicle begins, and tries again (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--stagger-ms",
            paramLabel = "MS",
            defaultValue = "5000",
            description = "Within which the vehicles begin (default: ${DEFAULT-VALUE}).")
    private long staggerMs;

    @Option(
            names = "--latency-ms",
            paramLabel = "VERSION=MS",
            description = "Declare what an inference of a release takes, in the place of running it; '*' is every other"
                    + " release. The golden inference runs all the same. Reported as declared.")
    private final Map<String, Double> latencies = new TreeMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (staggerMs < 0) {
            throw options.wrong("--stagger-ms is %d; expected 0 or more".formatted(staggerMs));
        }
        Map<String, Duration> declared = declared();
        Profile profile = options.profile(DeclaredLatencies.describe(declared));
        Models shared = new SharedModels(Models.onnx(1), Runtime.getRuntime().availableProcessors());
        FleetPlan plan = new FleetPlan(
                options.bridge(),
                options.tenant(),
                profile,
                new DeclaredLatencies(shared, profile.trust(), declared),
                options.inferenceLimit(),
                new FleetPlan.Pace(Duration.ofMillis(staggerMs), options.polls(), seed));
        new Fleet(plan, root, members()).run();
        return 0;
    }

    private List<Member> members() throws IOException {
        List<Member> members = Member.read(tokens);
        if (count < 1 || count > members.size()) {
            throw options.wrong("--count is %d, and --tokens %s has %d vehicles; expected a number from 1 to %d"
                    .formatted(count, tokens, members.size(), members.size()));
        }
        return members.subList(0, count);
    }

    private Map<String, Duration> declared() {
        Map<String, Duration> declared = new TreeMap<>();
        latencies.forEach((version, milliseconds) -> {
            if (!(milliseconds > 0 && milliseconds < Double.POSITIVE_INFINITY)) {
                throw options.wrong(
                        "--latency-ms %s is %s; expected milliseconds above 0".formatted(version, milliseconds));
            }
            declared.put(version, Duration.ofNanos(Math.round(milliseconds * 1e6)));
        });
        return declared;
    }
}
