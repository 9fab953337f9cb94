package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Follows an object until it has settled, and tells what it says of itself on the way. */
final class Watch {

    private final KubernetesClient client;
    private final Board board;
    private final String namespace;

    Watch(KubernetesClient client, Board board, String namespace) {
        this.client = client;
        this.board = board;
        this.namespace = namespace;
    }

    /**
     * Waits until the generation that is declared now is Ready or Stalled.
     *
     * @throws StoryException where it is neither in time
     */
    <S extends RoadworthyStatus, R extends CustomResource<?, S>> R settled(
            Class<R> kind, String name, Duration patience) throws InterruptedException {
        return until(
                kind,
                name,
                conditions -> isTrue(conditions, "Ready") || isTrue(conditions, "Stalled"),
                patience,
                "has not settled");
    }

    /**
     * Waits until the generation that is declared now gives this reason for being Ready or not.
     *
     * @throws StoryException where it does not in time
     */
    <S extends RoadworthyStatus, R extends CustomResource<?, S>> R says(
            Class<R> kind, String name, String reason, Duration patience) throws InterruptedException {
        return says(kind, name, "Ready", reason, patience);
    }

    /**
     * Waits until a condition of the generation that is declared now has this reason.
     *
     * @throws StoryException where it has not in time
     */
    <S extends RoadworthyStatus, R extends CustomResource<?, S>> R says(
            Class<R> kind, String name, String type, String reason, Duration patience) throws InterruptedException {
        return until(
                kind,
                name,
                conditions -> find(conditions, type)
                        .filter(ready -> ready.reason().equals(reason))
                        .isPresent(),
                patience,
                "does not say " + reason);
    }

    private <S extends RoadworthyStatus, R extends CustomResource<?, S>> R until(
            Class<R> kind, String name, Predicate<List<Condition>> holds, Duration patience, String complaint)
            throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (true) {
            R object =
                    client.resources(kind).inNamespace(namespace).withName(name).get();
            List<Condition> conditions = object == null ? List.of() : conditions(object);
            if (holds.test(conditions)) {
                return Objects.requireNonNull(object);
            }
            String said = find(conditions, "Ready")
                    .map(ready -> "%s %s: %s".formatted(name, ready.reason(), ready.message()))
                    .orElse(name + " is not seen by the operator yet");
            board.progress(said);
            if (Instant.now().isAfter(end)) {
                throw new StoryException(
                        "%s %s within %d s; it says: %s".formatted(name, complaint, patience.toSeconds(), said));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** The condition of this type that speaks of the generation that is declared now. */
    static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }

    static boolean isTrue(List<Condition> conditions, String type) {
        return find(conditions, type)
                .filter(c -> c.status() == Condition.Status.True)
                .isPresent();
    }

    static List<Condition> conditions(CustomResource<?, ? extends RoadworthyStatus> object) {
        RoadworthyStatus status = object.getStatus();
        if (status == null
                || status.conditions() == null
                || !Objects.equals(
                        status.observedGeneration(), object.getMetadata().getGeneration())) {
            return List.of();
        }
        return status.conditions();
    }
}
