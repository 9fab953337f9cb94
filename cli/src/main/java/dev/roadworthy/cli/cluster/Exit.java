package dev.roadworthy.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;

/** Exit codes of the commands that ask a cluster. */
public final class Exit {

    public static final int OK = 0;
    public static final int DEGRADED = 1;
    public static final int USAGE = 2;
    public static final int UNKNOWN = 3;
    public static final int ACTION_REQUIRED = 4;
    public static final int TIMED_OUT = 5;
    public static final int UNAVAILABLE = 75;

    private Exit() {}

    /** What keeps the API server from answering, as a person can act on it. */
    public static String why(KubernetesClientException e) {
        String why = e.getCause() == null
                ? e.getMessage()
                : "%s: %s".formatted(e.getMessage(), e.getCause().getMessage());
        return "the API server does not answer: %s; see KUBECONFIG, --context and --namespace"
                .formatted(Objects.requireNonNullElse(why, "no reason is given"));
    }
}
