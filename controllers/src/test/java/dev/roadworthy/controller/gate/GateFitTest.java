package dev.roadworthy.controller.gate;

import static dev.roadworthy.controller.gate.Reports.gate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.controller.gate.GateFit.Misfit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateFitTest {

    private static final List<String> CLASSES = List.of("road", "sidewalk");
    private static final List<String> SLICES = List.of("night", "rain");

    @Test
    void gatesOfWhatTheDatasetHasFit() {
        assertThat(fit("{metric: meanIoU, min: 1}", SLICES)).isEmpty();
        assertThat(fit("{metric: recall, class: road, slice: night, min: 1}", SLICES))
                .isEmpty();
        assertThat(fit("{metric: recall, class: road, slice: \"*\", min: 1}", SLICES))
                .isEmpty();
    }

    @Test
    void anUnknownClassIsNamedWithThoseThatAreThere() {
        assertThat(fit("{metric: recall, class: sidewlak, min: 1}", SLICES))
                .hasValue(
                        new Misfit(
                                "ClassUnknown",
                                "spec.gates[0].class is sidewlak, and Dataset sidewalk-v1 has road, sidewalk; correct the gate"));
    }

    @Test
    void anUnknownSliceIsNamedWithThoseThatAreThere() {
        assertThat(fit("{metric: meanIoU, slice: nigth, min: 1}", SLICES))
                .hasValue(new Misfit(
                        "SliceUnknown",
                        "spec.gates[0].slice is nigth, and Dataset sidewalk-v1 has night, rain; correct the gate, or add"
                                + " the slice to the Dataset"));
    }

    @Test
    void everySliceOfNoneIsNoGate() {
        assertThat(fit("{metric: meanIoU, slice: \"*\", min: 1}", List.of()))
                .hasValueSatisfying(misfit -> assertThat(misfit.message())
                        .contains("spec.gates[0].slice is *, and Dataset sidewalk-v1 has no slice"));
    }

    private static Optional<Misfit> fit(String gate, List<String> slices) {
        return GateFit.of(List.of(gate(gate)), "sidewalk-v1", CLASSES, slices);
    }
}
