package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.controller.port.Fleet;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class OutsideCallsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OutsideCalls calls = new OutsideCalls("store", meters);

    @Test
    void whatAnswersIsNoFailure() throws Exception {
        assertThat(calls.<String>count(() -> "answer")).isEqualTo("answer");
        assertThatThrownBy(() -> calls.count(() -> {
                    throw new Refused("no");
                }))
                .isInstanceOf(Refused.class);

        assertThat(failures("store")).isZero();
    }

    @Test
    void whatDoesNotAnswerIsCountedAndThrownOn() {
        Unavailable away = new Unavailable("away");

        assertThatThrownBy(() -> calls.count(() -> {
                    throw away;
                }))
                .isSameAs(away);

        assertThat(failures("store")).isEqualTo(1);
    }

    @Test
    void aBridgeThatIsNotThereIsNoFailure() {
        Fleet bridge = new OutsideCalls("bridge", meters).of(new NoFleet());

        assertThatThrownBy(() -> bridge.summary("sidewalk")).isInstanceOf(Refused.class);
        assertThat(failures("bridge")).isZero();
    }

    private double failures(String system) {
        return meters.get(OutsideCalls.FAILURES).tag("system", system).counter().count();
    }
}
