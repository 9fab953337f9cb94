package dev.roadworthy.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;

/** Exit codes of the commands that ask a cluster. */
final class Exit {

    static final int OK = 0;
    static final int DEGRADED = 1;
    static final int USAGE = 2;
    static final int UNKNOWN = 3;
    static final int ACTION_REQUIRED = 4;
    static final int TIMED_OUT = 5;
    static final int UNAVAILABLE = 75;

    private Exit() {}

    /** What keeps the API server from answering, as a person can act on it. */
    static String why(KubernetesClientException e) {
        String why = e.getCause() == null
                ? e.getMessage()
                : "%s: %s".formatted(e.getMessage(), e.getCause().getMessage());
        return "the API server does not answer: %s; see KUBECONFIG, --context and --namespace"
                .formatted(Objects.requireNonNullElse(why, "no reason is given"));
    }
}
