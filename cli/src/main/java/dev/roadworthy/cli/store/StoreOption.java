package dev.roadworthy.cli.store;

import dev.roadworthy.worker.step.Environment;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which artifact store is asked. */
public final class StoreOption {

    private final Map<String, String> variables;

    @Option(
            names = "--store",
            scope = ScopeType.INHERIT,
            paramLabel = "URI",
            description =
                    "Root of the artifact store: s3://bucket/prefix or file:///directory. Default: ROADWORTHY_STORE.")
    private @Nullable String store;

    /** The option with these environment variables. */
    public StoreOption(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The store's root, without a slash at the end; empty where none is named. */
    public Optional<String> uri() {
        return Optional.ofNullable(store == null ? variables.get(Environment.STORE) : store)
                .map(uri -> uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri);
    }
}
