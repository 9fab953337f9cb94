package dev.roadworthy.cli.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "'a field, größer → 5 \uD83D\uDEF4' | 'a field, größer → 5 \uD83D\uDEF4'",
                "'a\n::error::b\tc\u2028d'          | 'a ::error::b c d'",
                "'a\u001B[2Jb\u0000c\u007Fd\u0085e' | 'a\uFFFD[2Jb\uFFFDc\uFFFDd\uFFFDe'",
                "'a\u202Eb\u2066c\uFEFFd'           | 'a\uFFFDb\uFFFDc\uFFFDd'",
                "'a\uD83Db\uFFFEc\uFFFFd'           | 'a\uFFFDb\uFFFDc\uFFFDd'",
            },
            delimiter = '|')
    void nothingThatIsNotSeenIsLeft(String text, String plain) {
        assertThat(Plain.of(text)).isEqualTo(plain);
    }
}
