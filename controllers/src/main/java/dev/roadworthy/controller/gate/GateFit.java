package dev.roadworthy.controller.gate;

import dev.roadworthy.api.v1alpha1.Gate;
import java.util.List;
import java.util.Optional;

/** Whether gates speak of what a Dataset has. What it does not have is never measured, and must never look passed. */
public final class GateFit {

    private GateFit() {}

    /**
     * What does not fit.
     *
     * @param reason {@code ClassUnknown} or {@code SliceUnknown}
     * @param message what is wrong, where, and what to do
     */
    public record Misfit(String reason, String message) {}

    /** The first gate that names what is not there. */
    public static Optional<Misfit> of(List<Gate> gates, String dataset, List<String> classes, List<String> slices) {
        for (int i = 0; i < gates.size(); i++) {
            Gate gate = gates.get(i);
            String className = gate.className();
            if (className != null && !classes.contains(className)) {
                return Optional.of(new Misfit(
                        "ClassUnknown",
                        "spec.gates[%d].class is %s, and Dataset %s has %s; correct the gate"
                                .formatted(i, className, dataset, String.join(", ", classes))));
            }
            String slice = gate.slice();
            if (slice != null && !isThere(slice, slices)) {
                return Optional.of(new Misfit(
                        "SliceUnknown",
                        "spec.gates[%d].slice is %s, and Dataset %s has %s; correct the gate, or add the slice to the"
                                        .formatted(
                                                i,
                                                slice,
                                                dataset,
                                                slices.isEmpty() ? "no slice" : String.join(", ", slices))
                                + " Dataset"));
            }
        }
        return Optional.empty();
    }

    private static boolean isThere(String slice, List<String> slices) {
        return Gate.EVERY_SLICE.equals(slice) ? !slices.isEmpty() : slices.contains(slice);
    }
}
