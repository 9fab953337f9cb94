package dev.roadworthy.vehicle.command;

import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.release.RuntimeVersion;
import dev.roadworthy.vehicle.agent.Profile;
import dev.roadworthy.vehicle.agent.TrialRules;
import dev.roadworthy.vehicle.inference.Models;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What one vehicle and a fleet have in common. */
final class VehicleOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--bridge",
            required = true,
            paramLabel = "URL",
            description = "Where the edge fleet bridge is, for example https://bridge.example.")
    private URI bridge = URI.create("");

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The first part of the bridge's paths (default: ${DEFAULT-VALUE}).")
    private String tenant = "";

    @Option(
            names = "--line",
            required = true,
            paramLabel = "NAME",
            description = "The model line that is run; a release of another one is refused.")
    private String line = "";

    @Option(
            names = "--hardware",
            required = true,
            paramLabel = "NAME",
            description = "The name of the hardware; a release that does not list it is refused.")
    private String hardware = "";

    @Option(
            names = "--keys",
            required = true,
            paramLabel = "FILE",
            description = "Public keys that may sign releases, PEM. Nothing else is trusted.")
    private Path keys = Path.of("");

    @Option(
            names = "--inferences",
            paramLabel = "N",
            defaultValue = "20",
            description = "Frames of a trial, and of each poll (default: ${DEFAULT-VALUE}).")
    private int inferences;

    @Option(
            names = "--latency-limit-ms",
            paramLabel = "MS",
            defaultValue = "500",
            description = "19 of 20 of them have to take at most so long (default: ${DEFAULT-VALUE}).")
    private double latencyLimitMs;

    @Option(
            names = "--inference-limit-ms",
            paramLabel = "MS",
            defaultValue = "10000",
            description = "After so long one inference is ended and counts as a fault (default: ${DEFAULT-VALUE}).")
    private long inferenceLimitMs;

    @Option(
            names = "--frame-pause-ms",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Pause after each frame (default: ${DEFAULT-VALUE}).")
    private long framePauseMs;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "3",
            description = "So many polls in a row with a fault or too slow, and a committed release is left for the one"
                    + " before (default: ${DEFAULT-VALUE}).")
    private int patience;

    @Option(
            names = "--polls",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after so many polls; 0 for never (default: ${DEFAULT-VALUE}).")
    private long polls;

    /** How often the agent may begin anew within a download or a trial, before the bundle is what is at fault. */
    private static final int MAX_STARTS = 3;

    URI bridge() {
        boolean http = "http".equals(bridge.getScheme()) || "https".equals(bridge.getScheme());
        if (!http || bridge.getHost() == null) {
            throw wrong("--bridge is '%s'; expected an address as https://bridge.example".formatted(bridge));
        }
        return bridge;
    }

    String tenant() {
        return tenant;
    }

    long polls() {
        if (polls < 0) {
            throw wrong("--polls is %d; expected 0 for never, or more".formatted(polls));
        }
        return polls;
    }

    Duration inferenceLimit() {
        if (inferenceLimitMs < 1) {
            throw wrong("--inference-limit-ms is %d; expected at least 1".formatted(inferenceLimitMs));
        }
        return Duration.ofMillis(inferenceLimitMs);
    }

    /**
     * What the vehicle is.
     *
     * @param latency see {@link Profile#latency}
     */
    Profile profile(String latency) throws IOException {
        return new Profile(
                line, hardware, RuntimeVersion.parse(Models.onnxRuntimeVersion()), latency, trust(), rules());
    }

    private TrialRules rules() {
        try {
            return new TrialRules(inferences, latencyLimitMs, Duration.ofMillis(framePauseMs), MAX_STARTS, patience);
        } catch (IllegalArgumentException e) {
            throw wrong("--inferences, --latency-limit-ms, --frame-pause-ms, --patience: " + e.getMessage());
        }
    }

    private TrustStore trust() throws IOException {
        try {
            return TrustStore.ofPem(read("--keys", keys));
        } catch (InvalidKeyException e) {
            throw new IOException(
                    "--keys %s: %s; expected PEM blocks PUBLIC KEY on P-256, P-384 or P-521"
                            .formatted(keys, e.getMessage()),
                    e);
        }
    }

    /** The text of a file that an option names. */
    static String read(String option, Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("%s: there is no file %s; name one that is there".formatted(option, file), e);
        }
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
