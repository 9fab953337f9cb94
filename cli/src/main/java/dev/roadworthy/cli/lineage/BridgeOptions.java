package dev.roadworthy.cli.lineage;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which edge fleet bridge is asked for vehicles. */
final class BridgeOptions {

    /** The environment variable with the bridge's token, which no command line shall have. */
    static final String TOKEN = "ROADWORTHY_BRIDGE_TOKEN";

    private static final String BRIDGE = "ROADWORTHY_BRIDGE";

    private final Map<String, String> variables;

    @Option(
            names = "--bridge",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "Address of an edge fleet bridge, asked for vehicles with the token in " + TOKEN
                    + ". Default: " + BRIDGE + ".")
    private @Nullable URI bridge;

    /** Options with these environment variables. */
    BridgeOptions(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The bridge; null where none is named. */
    @Nullable FleetBridge open() throws LineageException {
        String named = variables.get(BRIDGE);
        URI address = bridge != null || named == null ? bridge : URI.create(named);
        if (address == null) {
            return null;
        }
        if (address.getHost() == null) {
            throw LineageException.usage("'%s' is no address of a bridge; expected https://HOST".formatted(address));
        }
        String token = variables.get(TOKEN);
        if (token == null) {
            throw LineageException.usage(
                    "the bridge wants a token: put that of bridge.readerTokenSecret into " + TOKEN);
        }
        return new FleetBridge(address, token);
    }
}
