package dev.roadworthy.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidateTest {

    private static final Digest MODEL = digest("model");
    private static final Digest DAY = digest("day");
    private static final Digest NIGHT = digest("night");
    private static final Digest POLICY = digest("policy");

    private static Digest digest(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Compatibility hardware(String... names) {
        return new Compatibility(List.of(names), ">=1.17", 64);
    }

    private static final Candidate CANDIDATE =
            new Candidate(MODEL, List.of(DAY, NIGHT), hardware("scooter-g2", "scooter-g3"), POLICY);

    @Test
    void hasNotChanged() {
        assertThat(new String(Documents.write(CANDIDATE), StandardCharsets.UTF_8))
                .isEqualTo(("{\"compatibility\":{\"hardware\":[\"scooter-g2\",\"scooter-g3\"],\"minFreeMiB\":64,"
                                + "\"onnxRuntime\":\">=1.17\"},\"evaluations\":[\"%s\",\"%s\"],\"model\":\"%s\","
                                + "\"policy\":\"%s\"}")
                        .formatted(NIGHT, DAY, MODEL, POLICY));
    }

    @Test
    void isTheSameWhateverTheOrderInWhichItIsWritten() {
        assertThat(new Candidate(MODEL, List.of(NIGHT, DAY, NIGHT), hardware("scooter-g3", "scooter-g2"), POLICY)
                        .digest())
                .isEqualTo(CANDIDATE.digest());
    }

    @Test
    void isAnotherWhenAnyOfItsPartsIs() {
        Compatibility needs = CANDIDATE.compatibility();
        assertThat(List.of(
                        new Candidate(DAY, List.of(DAY, NIGHT), needs, POLICY),
                        new Candidate(MODEL, List.of(DAY), needs, POLICY),
                        new Candidate(MODEL, List.of(DAY, NIGHT), hardware("scooter-g3"), POLICY),
                        new Candidate(MODEL, List.of(DAY, NIGHT), needs, MODEL)))
                .extracting(Candidate::digest)
                .doesNotHaveDuplicates()
                .doesNotContain(CANDIDATE.digest());
    }

    @Test
    void needsAnEvaluationAndAHardware() {
        Compatibility needs = CANDIDATE.compatibility();
        assertThatThrownBy(() -> new Candidate(MODEL, List.of(), needs, POLICY))
                .hasMessageContaining("needs an evaluation");
        assertThatThrownBy(() -> hardware()).hasMessageContaining("expected at least one name");
        assertThatThrownBy(() -> new Compatibility(List.of("a"), ">=1", -1)).hasMessageContaining("minFreeMiB is -1");
    }
}
