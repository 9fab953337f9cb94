package dev.roadworthy.controller.status;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.Announcer;
import dev.roadworthy.controller.port.Announcer.Subject;
import dev.roadworthy.controller.port.Announcer.Transition;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one way out of a reconciliation, and the only place that writes a status. */
public final class Exit {

    private final Announcer announcer;

    public Exit(Announcer announcer) {
        this.announcer = announcer;
    }

    /**
     * A decision as the exit sees it.
     *
     * @param <S> the kind's status
     */
    public interface Decision<S extends RoadworthyStatus> {

        Outcome outcome();

        /** The conditions that only this kind has. */
        List<Conditions.Statement> statements();

        /** The whole status. */
        S status(long generation, List<Condition> conditions);
    }

    /**
     * Patches the status where it changes, announces what that means, and asks to come back where the outcome waits.
     *
     * @param resource what was read; it is not changed
     * @param fresh an empty object of the kind: a server-side apply must hold what we own and nothing that was read
     */
    public <S extends RoadworthyStatus, R extends CustomResource<?, S>> UpdateControl<R> of(
            R resource, R fresh, Decision<S> decision, Instant now) {
        @Nullable S before = resource.getStatus();
        long generation = resource.getMetadata().getGeneration();
        List<Conditions.Statement> statements = Stream.concat(
                        OutcomeConditions.of(decision.outcome()).stream(), decision.statements().stream())
                .toList();
        @Nullable List<Condition> old = before == null ? null : before.conditions();
        List<Condition> conditions = Conditions.merge(old, statements, generation, now);
        S after = decision.status(generation, conditions);
        UpdateControl<R> control = UpdateControl.noUpdate();
        if (!after.equals(before)) {
            fresh.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(resource.getMetadata().getNamespace())
                    .withName(resource.getMetadata().getName())
                    .build());
            fresh.setStatus(after);
            control = UpdateControl.patchStatus(fresh);
        }
        List<Condition> changed = Conditions.changed(old, conditions);
        if (!changed.isEmpty()) {
            announcer.announce(new Transition(subject(resource, after), decision.outcome(), changed));
        }
        return switch (decision.outcome()) {
            case Outcome.Wait wait -> control.rescheduleAfter(wait.recheck());
            case Outcome.Ask ask -> control.rescheduleAfter(ask.recheck());
            case Outcome.Next next -> control.reschedule();
            case Outcome.Done done -> control;
            case Outcome.Advance advance -> control;
            case Outcome.Reject reject ->
                reject.recheck() == null ? control : control.rescheduleAfter(reject.recheck());
        };
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
