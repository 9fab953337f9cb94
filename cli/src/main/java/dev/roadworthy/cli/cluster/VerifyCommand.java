package dev.roadworthy.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.lineage.Claims;
import dev.roadworthy.cli.lineage.KeyOption;
import dev.roadworthy.cli.lineage.LedgerOptions;
import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Whether the status of an object is what the artifact store holds. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Whether what the status of an object claims is what the ledger says, and whether all that it is made of is",
            "in the artifact store as it was made."
        },
        footer = {
            "",
            "Exit codes: 0 it is, 1 something is missing, was changed, or is claimed and not told, 2 wrong usage, 3 there is",
            "no such object, or no result of it, 75 the API server or the store does not answer."
        })
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private final LedgerOptions ledger;

    @Mixin
    private KeyOption key = new KeyOption();

    @Parameters(paramLabel = "KIND/NAME", description = "For example edgerelease/sidewalk-1.0.0.")
    private String object = "";

    /** A command with these environment variables. */
    public VerifyCommand(Map<String, String> variables) {
        ledger = new LedgerOptions(variables);
    }

    @Override
    public Integer call() throws InterruptedException {
        return cluster.ask(this::verify);
    }

    private int verify(KubernetesClient client, String namespace) {
        Target target = Target.of(object);
        Optional<JsonNode> there = target.read(client, namespace);
        if (there.isEmpty()) {
            return cluster.missing(namespace, List.of(target));
        }
        Claims claims = StatusClaims.of(target, namespace, there.get());
        if (claims.makings().isEmpty()) {
            cluster.err().printf("%s has no result yet%n", target);
            return Exit.UNKNOWN;
        }
        return ledger.verify(claims, key);
    }
}
