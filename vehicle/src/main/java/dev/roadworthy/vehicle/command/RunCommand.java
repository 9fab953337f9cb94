package dev.roadworthy.vehicle.command;

import dev.roadworthy.vehicle.agent.Agent;
import dev.roadworthy.vehicle.agent.Patrol;
import dev.roadworthy.vehicle.agent.Profile;
import dev.roadworthy.vehicle.ddi.Credential;
import dev.roadworthy.vehicle.ddi.Ddi;
import dev.roadworthy.vehicle.ddi.Endpoint;
import dev.roadworthy.vehicle.ddi.HttpDdi;
import dev.roadworthy.vehicle.inference.Drive;
import dev.roadworthy.vehicle.inference.Frames;
import dev.roadworthy.vehicle.inference.Models;
import dev.roadworthy.vehicle.state.Power;
import dev.roadworthy.vehicle.state.StateDirectory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One vehicle. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Run the agent of one vehicle: poll, verify, stage, try out, switch, report, and go back where needed.")
public final class RunCommand implements Callable<Integer> {

    @Mixin
    private final VehicleOptions options = new VehicleOptions();

    @Option(
            names = "--directory",
            required = true,
            paramLabel = "DIR",
            description = "All that the vehicle keeps; made where it is not there.")
    private Path directory = Path.of("");

    @Option(names = "--vehicle", required = true, paramLabel = "ID", description = "The vehicle's name at the bridge.")
    private String vehicle = "";

    @Option(
            names = "--token-file",
            required = true,
            paramLabel = "FILE",
            description = "The secret with which the vehicle was enrolled.")
    private Path tokenFile = Path.of("");

    @Option(
            names = "--frames",
            paramLabel = "DIR",
            description = "Pictures in the place of a camera, again and again; made frames where it is not given.")
    private @Nullable Path frames;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads of one inference (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (threads < 1) {
            throw options.wrong("--threads is %d; expected at least 1".formatted(threads));
        }
        Credential credential = new Credential(token());
        Profile profile = options.profile(Profile.MEASURED);
        Endpoint endpoint = new Endpoint(options.bridge(), options.tenant(), vehicle);
        Frames camera = frames == null ? Frames.generated() : Frames.ofDirectory(frames);
        StateDirectory state = StateDirectory.open(directory, Power.STEADY);
        HttpClient http = HttpDdi.client();
        Thread.currentThread().setName(vehicle);
        try (var _ = state.lock();
                Drive drive = new Drive(Models.onnx(threads), camera, options.inferenceLimit())) {
            Ddi ddi = new HttpDdi(http, endpoint, credential, HttpDdi.STALL);
            Agent agent = new Agent(ddi, profile, state, drive, Clock.systemUTC(), state::freeBytes);
            new Patrol(agent, new Random(), new Rounds(options.polls())).run();
        } finally {
            http.shutdownNow();
        }
        return 0;
    }

    private String token() throws IOException {
        String token = VehicleOptions.read("--token-file", tokenFile).strip();
        if (token.isEmpty() || token.chars().anyMatch(Character::isWhitespace)) {
            throw new IOException("--token-file %s: expected one token and nothing else".formatted(tokenFile));
        }
        return token;
    }

    private static final class Rounds implements Patrol.Rounds {

        private final long last;
        private long polls;

        Rounds(long last) {
            this.last = last;
        }

        @Override
        public boolean after(String fault) {
            polls++;
            return polls != last;
        }
    }
}
