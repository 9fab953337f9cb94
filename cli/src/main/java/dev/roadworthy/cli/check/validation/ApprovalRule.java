package dev.roadworthy.cli.check.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.check.manifest.Declared;
import dev.roadworthy.cli.check.manifest.Finding;
import dev.roadworthy.cli.check.manifest.Finding.Rule;
import dev.roadworthy.cli.check.manifest.Folder;
import dev.roadworthy.cli.check.plan.Inputs;
import dev.roadworthy.cli.cluster.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An approval is of one candidate: where that is another one now, it must go. */
record ApprovalRule(Folder before) {

    private static final String DIGEST = "/approval/digest";

    /** @param declared whose spec is valid */
    Optional<Finding> check(Declared declared) {
        @Nullable Declared old = before.objects().get(declared.name());
        JsonNode approval = declared.spec().at(DIGEST);
        if (declared.name().target().kind() != Kind.EDGE_RELEASE
                || old == null
                || !approval.isTextual()
                || !approval.equals(old.spec().at(DIGEST))
                || isSameCandidate(old, declared)) {
            return Optional.empty();
        }
        return Optional.of(Finding.error(
                Rule.APPROVAL,
                declared,
                "/spec" + DIGEST,
                "spec.approval.digest approves the candidate of before, and this change makes another one; remove it, and"
                        + " approve the new candidate once it is there"));
    }

    private static boolean isSameCandidate(Declared old, Declared declared) {
        try {
            return Inputs.candidate(old.spec()).equals(Inputs.candidate(declared.spec()));
        } catch (IllegalArgumentException e) {
            // What was no release approved nothing.
            return true;
        }
    }
}
