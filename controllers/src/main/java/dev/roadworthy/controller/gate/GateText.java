package dev.roadworthy.controller.gate;

import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;

/** Gates in words. */
public final class GateText {

    private GateText() {}

    /** What a gate is about, for example {@code recall of sidewalk in night}. */
    public static String what(JudgedGate gate) {
        return "%s%s%s"
                .formatted(
                        gate.metric(),
                        gate.className() == null ? "" : " of " + gate.className(),
                        gate.slice() == null ? "" : " in " + gate.slice());
    }
}
