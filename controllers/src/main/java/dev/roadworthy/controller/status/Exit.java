package dev.roadworthy.controller.status;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import dev.roadworthy.controller.lineage.Chronicle;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.Announcer;
import dev.roadworthy.controller.port.Announcer.Subject;
import dev.roadworthy.controller.port.Announcer.Transition;
import dev.roadworthy.controller.status.Conditions.Statement;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one way out of a reconciliation, and the only place that writes a status.
 *
 * @param <R> the kind
 * @param <S> its status
 */
public final class Exit<S extends RoadworthyStatus, R extends CustomResource<?, S>> {

    private final Announcer announcer;
    private final Chronicle<R, S> chronicle;

    /**
     * The exit of a kind.
     *
     * @param chronicle is told what was made before the status says so
     */
    public Exit(Announcer announcer, Chronicle<R, S> chronicle) {
        this.announcer = announcer;
        this.chronicle = chronicle;
    }

    /**
     * A decision as the exit sees it.
     *
     * @param <S> the kind's status
     */
    public interface Decision<S extends RoadworthyStatus> {

        Outcome outcome();

        /** The conditions that only this kind has. */
        List<Statement> statements();

        /** The status without generation and conditions. */
        S facts();

        /** The facts of an object of which nothing is known. */
        S blank();

        /** The whole status with these facts. */
        S status(S facts, long generation, List<Condition> conditions);

        /** The whole status. */
        default S status(long generation, List<Condition> conditions) {
            return status(facts(), generation, conditions);
        }
    }

    /** What is patched and told. */
    private record Leaving<S>(Outcome outcome, S status) {}

    /**
     * Patches the status where it changes, announces what that means, and asks to come back where the outcome waits. What was
     * made is in the ledger by then; where that cannot be told, the status goes without it.
     *
     * @param resource what was read; it is not changed
     * @param fresh an empty object of the kind: a server-side apply must hold what we own and nothing that was read
     */
    public UpdateControl<R> of(R resource, R fresh, Decision<S> decision, Instant now) {
        @Nullable S before = resource.getStatus();
        @Nullable List<Condition> old = before == null ? null : before.conditions();
        Leaving<S> leaving = leave(resource, decision, now);
        S after = leaving.status();
        UpdateControl<R> control = UpdateControl.noUpdate();
        if (!after.equals(before)) {
            fresh.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(resource.getMetadata().getNamespace())
                    .withName(resource.getMetadata().getName())
                    .build());
            fresh.setStatus(after);
            control = UpdateControl.patchStatus(fresh);
        }
        List<Condition> changed =
                Conditions.changed(old, Objects.requireNonNullElse(after.conditions(), List.<Condition>of()));
        if (!changed.isEmpty()) {
            announcer.announce(new Transition(subject(resource, after), leaving.outcome(), changed));
        }
        return switch (leaving.outcome()) {
            case Outcome.Wait wait -> control.rescheduleAfter(wait.recheck());
            case Outcome.Ask ask -> control.rescheduleAfter(ask.recheck());
            case Outcome.Next next -> control.reschedule();
            case Outcome.Done done -> control;
            case Outcome.Advance advance -> control;
            case Outcome.Reject reject ->
                reject.recheck() == null ? control : control.rescheduleAfter(reject.recheck());
        };
    }

    private Leaving<S> leave(R resource, Decision<S> decision, Instant now) {
        @Nullable S before = resource.getStatus();
        @Nullable List<Condition> old = before == null ? null : before.conditions();
        long generation = resource.getMetadata().getGeneration();
        S after = decision.status(generation, Conditions.merge(old, statements(decision), generation, now));
        Optional<Outcome> untold =
                after.equals(before) ? Optional.empty() : chronicle.record(resource, before, after, now);
        return untold.map(why -> new Leaving<>(why, withheld(resource, decision, why, now)))
                .orElseGet(() -> new Leaving<>(decision.outcome(), after));
    }

    /** The facts of before, and of which generation they are: nothing that was decided since is forgotten or half there. */
    private static <S extends RoadworthyStatus> S withheld(
            CustomResource<?, S> resource, Decision<S> decision, Outcome why, Instant now) {
        @Nullable S before = resource.getStatus();
        @Nullable List<Condition> old = before == null ? null : before.conditions();
        long generation = resource.getMetadata().getGeneration();
        @Nullable Long observed = before == null ? null : before.observedGeneration();
        return decision.status(
                before == null ? decision.blank() : before,
                Objects.requireNonNullElse(observed, generation),
                Stream.concat(
                                Conditions.merge(old, OutcomeConditions.of(why), generation, now).stream(),
                                Conditions.ofKind(old))
                        .toList());
    }

    private static List<Statement> statements(Decision<?> decision) {
        return Stream.concat(OutcomeConditions.of(decision.outcome()).stream(), decision.statements().stream())
                .toList();
    }

    private static Subject subject(CustomResource<?, ?> resource, RoadworthyStatus status) {
        ObjectMeta meta = resource.getMetadata();
        return new Subject(
                resource.getApiVersion(),
                resource.getKind(),
                meta.getNamespace(),
                meta.getName(),
                meta.getUid(),
                meta.getResourceVersion(),
                status.attempt());
    }
}
