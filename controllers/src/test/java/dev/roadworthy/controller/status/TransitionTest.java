package dev.roadworthy.controller.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.Announcer.Subject;
import dev.roadworthy.controller.port.Announcer.Transition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a transition, and what is none. Conditions are written {@code Type=Status Reason message}. */
class TransitionTest {

    @ParameterizedTest(name = "{0} | {1} | {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # what                                | before                                          | after                                       | transitions
            the first words                       |                                                 | Ready=False Indexing a                      | Ready
            another reason                        | Ready=False Indexing a                          | Ready=False StoreUnavailable a              | Ready
            another status                        | Ready=False Indexed a                           | Ready=True Indexed a                        | Ready
            progress                              | Ready=False Indexing a                          | Ready=False Indexing b                      |
            the same again                        | Ready=False Indexing a                          | Ready=False Indexing a                      |
            what its controller says with Ready   | Ready=False X a, Reconciling=True X a           | Ready=False Y a, Stalled=True Y a           | Ready
            no more hope, for the same reason     | Ready=False X a, Reconciling=True X a           | Ready=False X a, Stalled=True X a           | Ready
            hope again, for the same reason       | Ready=False X a, Stalled=True X a               | Ready=False X a, Reconciling=True X a       | Ready
            somebody must act now                 | Ready=False X a, Reconciling=True X a           | Ready=False Y a, Reconciling=True Y a, ActionRequired=True Y a | Ready
            a condition of the kind               | Ready=True Indexed a                            | Ready=True Indexed a, Current=False Older a | Current
            a condition of the kind stays         | Ready=False X a, Approved=False Pending a       | Ready=False X a, Approved=False Pending b   |
            both                                  | Ready=False X a, Gated=False X a                | Ready=False Y a, Gated=True Passed a        | Ready Gated
            a condition goes                      | Ready=True Indexed a, Current=False Older a     | Ready=True Indexed a                        |
            """)
    void whatIsOne(String what, String before, String after, String transitions) {
        assertThat(Conditions.changed(before == null ? null : conditions(before), conditions(after)))
                .extracting(Condition::type)
                .containsExactly(transitions == null ? new String[0] : transitions.split(" "));
    }

    @Test
    void whatDoesNotHoldIsAWarningOnlyWhereNothingHappensByItself() {
        Condition failed = conditions("QualityChecked=False ChecksFailed m").getFirst();
        Condition passed = conditions("LeakageFree=True NoLeak m").getFirst();

        assertThat(transition(new Outcome.Reject("ChecksFailed", "m")).isWarning(failed))
                .isTrue();
        assertThat(transition(new Outcome.Reject("ChecksFailed", "m")).isWarning(passed))
                .isFalse();
        assertThat(transition(new Outcome.Wait("StoreUnavailable", "m", Duration.ofSeconds(15)))
                        .isWarning(failed))
                .isFalse();
    }

    private static Transition transition(Outcome outcome) {
        return new Transition(new Subject("v1", "Dataset", "vision", "a", "u", "1", null), outcome, List.of());
    }

    private static List<Condition> conditions(String text) {
        return Stream.of(text.split(", ")).map(TransitionTest::condition).toList();
    }

    private static Condition condition(String text) {
        List<String> words = Arrays.asList(text.split("[= ]"));
        return new Condition(
                words.get(0), Status.valueOf(words.get(1)), words.get(2), words.get(3), "2026-10-01T12:00:00Z", 1L);
    }
}
