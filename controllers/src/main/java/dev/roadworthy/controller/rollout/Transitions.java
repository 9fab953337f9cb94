package dev.roadworthy.controller.rollout;

import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Stage;
import java.util.Map;

/** The table of a rollout: what each event makes of each stage. An event that a stage does not list changes nothing. */
final class Transitions {

    static final Map<Stage, Map<Event, Stage>> TABLE = Map.of(
            Stage.Rolling, Map.of(Event.HEALTHY, Stage.Soaking, Event.BREACHED, Stage.RollingBack),
            Stage.Soaking,
                    Map.of(
                            Event.UNCERTAIN, Stage.Rolling,
                            Event.SOAKED, Stage.Rolling,
                            Event.COMPLETED, Stage.RolledOut,
                            Event.BREACHED, Stage.RollingBack),
            Stage.RolledOut, Map.of(Event.BREACHED, Stage.RollingBack),
            Stage.RollingBack, Map.of(Event.RETURNED, Stage.RolledBack),
            Stage.RolledBack, Map.of());

    private Transitions() {}

    static Stage next(Stage stage, Event event) {
        return TABLE.getOrDefault(stage, Map.of()).getOrDefault(event, stage);
    }
}
