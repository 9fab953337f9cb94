package dev.roadworthy.bundle.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {

    @ParameterizedTest
    @CsvSource({
        ">=1.17, 1.17.0, true",
        ">=1.17, 1.16.9, false",
        ">=1.17, 1.100.0, true",
        ">=1.9, 1.17.0, true",
        ">1.17, 1.17, false",
        ">1.17, 1.17.1, true",
        "<=1.17, 1.17.0, true",
        "<=1.17, 1.17.1, false",
        "<2, 1.999.999, true",
        "<2, 2, false",
        "=1.17.1, 1.17.1, true",
        "=1.17.1, 1.17.2, false",
        ">=1.17 <2, 1.29.0, true",
        ">=1.17 <2, 2.0.0, false",
        ">=1.17 <2, 1.3.0, false",
        ">2 <1, 1.5.0, false"
    })
    void contains(String range, String version, boolean contained) {
        assertThat(VersionRange.parse(range).contains(RuntimeVersion.parse(version)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.17",
                ">=",
                ">= 1.17",
                ">=1.17  <2",
                ">=1.17,<2",
                "~1.17",
                "^1",
                "==1",
                ">=1.17.0.0",
                ">=1.x",
                ">=1.17-rc1",
                ">=-1",
                ">=1.",
                ">=9999999",
                "<1 <1 <1 <1 <1 <1 <1 <1 <1"
            })
    void refuses(String range) {
        assertThatThrownBy(() -> VersionRange.parse(range)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 500)
    void aBoundDividesAllVersions(
            @ForAll @IntRange(max = 30) int major,
            @ForAll @IntRange(max = 30) int minor,
            @ForAll @IntRange(max = 3) int otherMajor,
            @ForAll @IntRange(max = 30) int otherMinor) {
        RuntimeVersion version = new RuntimeVersion(major, minor, 0);
        String bound = otherMajor + "." + otherMinor;

        assertThat(VersionRange.parse(">=" + bound).contains(version))
                .isNotEqualTo(VersionRange.parse("<" + bound).contains(version));
        assertThat(VersionRange.parse("=" + bound).contains(version))
                .isEqualTo(VersionRange.parse(">=" + bound + " <=" + bound).contains(version));
    }
}
