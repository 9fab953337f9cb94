package dev.roadworthy.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.GitHost.ManifestRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BranchNameTest {

    private static final Digest INTENT = new Digest("sha256:" + "0123456789abcdef".repeat(4));

    @Test
    void aBranchSaysWhatItChangesAndWhatFor() {
        assertThat(BranchName.of(INTENT, release("sidewalk"))).isEqualTo("roadworthy/release-sidewalk-0123456789ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "A..B", "a.lock", "a~^:?*[b", "a b"})
    void whatGitDoesNotAllowIsNotInIt(String name) {
        assertThat(BranchName.of(INTENT, release(name))).matches("roadworthy/release-[a-z0-9-]+-0123456789ab");
    }

    @Test
    void aLongNameIsCut() {
        assertThat(BranchName.of(INTENT, release("a".repeat(253)))).hasSizeLessThan(100);
    }

    @Test
    void ourBranchesAreKnownByTheirEnd() {
        assertThat(BranchName.endingOf(BranchName.of(INTENT, release("sidewalk"))))
                .hasValue(BranchName.ending(INTENT));
        assertThat(BranchName.endingOf("feature/x-0123456789ab")).isEmpty();
        assertThat(BranchName.endingOf("roadworthy/release-sidewalk")).isEmpty();
    }

    private static ManifestRef release(String name) {
        return new ManifestRef("roadworthy.dev/v1alpha1", "Release", "fleet", name);
    }
}
