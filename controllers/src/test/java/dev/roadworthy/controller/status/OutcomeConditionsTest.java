package dev.roadworthy.controller.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.status.Conditions.Statement;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeConditionsTest {

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new Outcome.Done("A", "m"), "Ready=True"),
                Arguments.of(new Outcome.Advance("A", "m"), "Ready=False Reconciling=True"),
                Arguments.of(new Outcome.Next("A", "m"), "Ready=False Reconciling=True"),
                Arguments.of(new Outcome.Wait("A", "m", Duration.ofSeconds(1)), "Ready=False Reconciling=True"),
                Arguments.of(
                        new Outcome.Ask("A", "m", Duration.ofSeconds(1)),
                        "Ready=False Reconciling=True ActionRequired=True"),
                Arguments.of(new Outcome.Reject("A", "m"), "Ready=False Stalled=True"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void eachHasItsOwnWithTheSameReasonAndSentence(Outcome outcome, String conditions) {
        assertThat(OutcomeConditions.of(outcome).stream()
                        .map(statement -> statement.type() + "=" + statement.status())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(conditions);
        assertThat(OutcomeConditions.of(outcome))
                .extracting(Statement::reason, Statement::message)
                .containsOnly(tuple("A", "m"));
    }
}
