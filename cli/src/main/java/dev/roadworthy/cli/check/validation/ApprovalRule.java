package dev.roadworthy.cli.check.validation;

import dev.roadworthy.cli.check.plan.Approvals;
import dev.roadworthy.cli.check.plan.Approvals.Verdict;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Rule;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.Target;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An approval is of one candidate: where that is another one now, it must go. */
record ApprovalRule(Folder before, Approvals approvals) {

    private static final String DIGEST = "/approval/digest";
    private static final String FIELD = "/spec" + DIGEST;

    /** @param declared whose spec is valid */
    Optional<Finding> check(Declared declared) {
        if (declared.name().target().kind() != Kind.EDGE_RELEASE) {
            return Optional.empty();
        }
        return switch (approvals.verdict(declared)) {
            case Verdict.None none -> Optional.empty();
            case Verdict.Holds holds -> Optional.empty();
            case Verdict.Other other -> Optional.of(Finding.error(Rule.APPROVAL, declared, FIELD, message(other)));
            case Verdict.Unknown unknown ->
                stays(declared)
                        ? Optional.of(Finding.warning(Rule.APPROVAL, declared, FIELD, message(unknown)))
                        : Optional.empty();
        };
    }

    private boolean stays(Declared declared) {
        @Nullable Declared old = before.objects().get(declared.name());
        return old != null && declared.spec().at(DIGEST).equals(old.spec().at(DIGEST));
    }

    private static String message(Verdict.Other other) {
        return other.candidate()
                .map(candidate ->
                        "spec.approval.digest is not of the candidate that this change makes, %s; remove it, and approve that one"
                                .formatted(candidate.value()))
                .orElse(
                        "spec.approval.digest stays, and this change makes another candidate: it does not approve both; remove"
                                + " it, and approve the new candidate once it is there");
    }

    private static String message(Verdict.Unknown unknown) {
        return ("spec.approval.digest stays, and whether it is of the candidate then depends on what %s comes to, which is"
                        + " not known here; compare it with status.candidate after the merge, or remove it")
                .formatted(unknown.names().stream().map(Target::toString).collect(Collectors.joining(", ")));
    }
}
