package dev.roadworthy.bridge.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none                       | Whole[]",
                "bytes=0-99                 | Part[from=0, to=99]",
                "bytes=0-0                  | Part[from=0, to=0]",
                "bytes=10-19                | Part[from=10, to=19]",
                "bytes=90-                  | Part[from=90, to=99]",
                "bytes=90-1000              | Part[from=90, to=99]",
                "bytes=-7                   | Part[from=93, to=99]",
                "bytes=-1000                | Part[from=0, to=99]",
                "bytes = 1 - 2              | Part[from=1, to=2]",
                "bytes=100-                 | Unsatisfiable[]",
                "bytes=-0                   | Unsatisfiable[]",
                "bytes=9-3                  | Whole[]",
                "bytes=-                    | Whole[]",
                "bytes=0-1,5-6              | Whole[]",
                "lines=0-1                  | Whole[]",
                "bytes=99999999999999999999-| Whole[]"
            })
    void aHeaderIsReadAsTheStandardHasIt(String header, String range) {
        assertThat(ByteRange.of(header, 100)).hasToString(range);
    }

    @Property
    void aPartLiesWithin(@ForAll @LongRange(min = 0) long from, @ForAll @LongRange(min = 1) long size) {
        if (ByteRange.of("bytes=%d-".formatted(from % 1_000_000), size) instanceof ByteRange.Part part) {
            assertThat(part.length()).isPositive();
            assertThat(part.to()).isLessThan(size);
        }
    }
}
