package dev.roadworthy.worker.step;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a step: its environment variables. AWS's own are read by AWS's SDK and do not stand here.
 *
 * @param variables the process's environment
 */
public record Environment(Map<String, String> variables) {

    /** Root of the artifact store: {@code s3://bucket/prefix}, or {@code file:///directory} for local use. */
    public static final String STORE = "ROADWORTHY_STORE";

    /** A directory with the keys to the source, see {@code S3Access}; optional. */
    public static final String SOURCE_CREDENTIALS = "ROADWORTHY_SOURCE_CREDENTIALS";

    /** The file that gets the step's result. */
    public static final String TERMINATION_LOG = "ROADWORTHY_TERMINATION_LOG";

    /** The directory of a staged dataset, see {@code docs/trainer-contract.md}. */
    public static final String DATASET_DIRECTORY = "ROADWORTHY_DATASET_DIR";

    /** The directory that a trainer leaves its model in, see {@code docs/trainer-contract.md}. */
    public static final String OUTPUT_DIRECTORY = "ROADWORTHY_OUTPUT_DIR";

    private static final Path KUBELETS_TERMINATION_LOG = Path.of("/dev/termination-log");

    public Environment {
        variables = Map.copyOf(variables);
    }

    /**
     * The root of the artifact store.
     *
     * @throws IllegalArgumentException where it is not set
     */
    public String store() {
        return value(STORE)
                .orElseThrow(() -> new IllegalArgumentException(STORE + " is not set; expected s3://bucket/prefix"));
    }

    /**
     * A directory that a step works in.
     *
     * @param variable its name, {@link #DATASET_DIRECTORY} or {@link #OUTPUT_DIRECTORY}
     * @throws IllegalArgumentException where it is not set
     */
    public Path directory(String variable) {
        return value(variable)
                .map(Path::of)
                .orElseThrow(() -> new IllegalArgumentException(variable + " is not set; expected a directory"));
    }

    public Optional<Path> sourceCredentials() {
        return value(SOURCE_CREDENTIALS).map(Path::of);
    }

    /** Where the result goes; empty outside a pod, where a kubelet has laid no file. */
    public Optional<Path> terminationLog() {
        return value(TERMINATION_LOG).map(Path::of).or(() -> Optional.of(KUBELETS_TERMINATION_LOG)
                .filter(Files::exists));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
