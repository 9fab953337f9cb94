package dev.roadworthy.killsweep;

import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whoever edits the object. */
final class ApproversByField implements Approvers {

    private final Map<String, String> manifests = new HashMap<>();

    @Override
    public void declare(String line, String manifest) {
        manifests.put(line, manifest);
    }

    @Override
    public boolean areAsked(EdgeReleaseStatus status) {
        return status.candidate() != null;
    }

    @Override
    public String approved(String line, EdgeReleaseStatus status) {
        return manifests.get(line) + "  approval: {digest: '%s'}%n".formatted(status.candidate());
    }

    @Override
    public List<String> requests() {
        return List.of();
    }

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public List<String> pullRequests(String line) {
        return List.of();
    }

    @Override
    public Optional<Proxy> configure(Application operator, WriteGate gate) {
        operator.set("roadworthy.git.approve-by-field", true);
        return Optional.empty();
    }
}
