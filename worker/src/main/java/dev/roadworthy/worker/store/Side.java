package dev.roadworthy.worker.store;

import dev.roadworthy.worker.step.StepException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Which of its stores a step was talking to when something failed, and so what the user has to look at. */
enum Side {
    SOURCE("the source", Outage.SourceNotFound, Outage.SourceDenied, Outage.SourceUnavailable),
    STORE("the artifact store", Outage.StoreNotFound, Outage.StoreDenied, Outage.StoreUnavailable),
    TASKS("the task folder", Outage.TasksNotFound, Outage.TasksDenied, Outage.TasksUnavailable);

    // The last is versitygw's word, with 404, for a key that it does not know.
    private static final Set<String> DENIALS = Set.of(
            "AccessDenied",
            "ExpiredToken",
            "InvalidAccessKeyId",
            "InvalidToken",
            "SignatureDoesNotMatch",
            "XAdminUserNotFound");

    private final String noun;
    private final Outage notFound;
    private final Outage denied;
    private final Outage unavailable;

    Side(String noun, Outage notFound, Outage denied, Outage unavailable) {
        this.noun = noun;
        this.notFound = notFound;
        this.denied = denied;
        this.unavailable = unavailable;
    }

    /** A failed request as a result that names what, where and what to do. */
    StepException failed(String uri, SdkException e) {
        if (e instanceof S3Exception s3) {
            String code = code(s3);
            if (DENIALS.contains(code) || s3.statusCode() == 401 || s3.statusCode() == 403) {
                return denied(uri, "it answers %d %s".formatted(s3.statusCode(), code), e);
            }
            if (s3.statusCode() == 404) {
                return notFound(uri, e);
            }
            if (s3.statusCode() == 301 || s3.statusCode() == 400) {
                return StepException.unavailable(
                        unavailable,
                        "%s refuses the request for %s: %d %s; check the region and the endpoint"
                                .formatted(noun, uri, s3.statusCode(), code),
                        e);
            }
            return unanswered(uri, "it answers %d %s".formatted(s3.statusCode(), code), e);
        }
        if (String.valueOf(e.getMessage()).startsWith("Unable to load credentials")) {
            return denied(uri, "no credentials were given", e);
        }
        return unanswered(uri, String.valueOf(e.getMessage()), e);
    }

    // An answer to HEAD has no body, and so no code.
    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null
                ? ""
                : Objects.requireNonNullElse(e.awsErrorDetails().errorCode(), "");
    }

    /** An object that was listed a moment ago is not there. */
    StepException gone(String uri, Throwable cause) {
        return this == TASKS
                ? StepException.unavailable(
                        Outage.TasksChanged,
                        "%s was listed and is gone; let nothing delete masks while they are collected".formatted(uri),
                        cause)
                : StepException.unavailable(
                        Outage.SourceChanged,
                        "%s was listed and is gone; let nothing delete recordings while they are indexed"
                                .formatted(uri),
                        cause);
    }

    static StepException artifactMissing(String uri, Throwable cause) {
        return StepException.unavailable(
                Outage.ArtifactMissing,
                "the artifact store has no %s; let nothing delete artifacts that are in use, or run the step that made it again"
                        .formatted(uri),
                cause);
    }

    StepException notFound(String uri, @Nullable Throwable cause) {
        return StepException.unavailable(
                notFound, "%s has no %s; create it, or correct the URI".formatted(noun, uri), cause);
    }

    StepException denied(String uri, String why, @Nullable Throwable cause) {
        return StepException.unavailable(
                denied,
                "%s may not be used at %s: %s; check the credentials and what they are allowed to"
                        .formatted(noun, uri, why),
                cause);
    }

    StepException unanswered(String uri, String why, @Nullable Throwable cause) {
        return StepException.unavailable(
                unavailable,
                "%s cannot be used at %s: %s; check that it runs and that pods reach it".formatted(noun, uri, why),
                cause);
    }
}
