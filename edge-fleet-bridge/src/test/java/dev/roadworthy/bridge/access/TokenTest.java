package dev.roadworthy.bridge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.roadworthy.contract.Digest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Digest STORED = Token.hash(TOKEN);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "TargetToken 0123456789abcdef0123456789abcdef      | true",
                "targettoken  0123456789abcdef0123456789abcdef     | true",
                "none                                              | false",
                "TargetToken                                       | false",
                "0123456789abcdef0123456789abcdef                  | false",
                "Bearer 0123456789abcdef0123456789abcdef           | false",
                "TargetToken 0123456789abcdef0123456789abcdee      | false",
                "TargetToken 0123456789abcdef0123456789abcdef0     | false"
            })
    void aTokenOpensByItsSchemeAlone(@Nullable String header, boolean opens) {
        assertThat(Token.matches(header, "TargetToken", STORED)).isEqualTo(opens);
    }

    @Test
    void whatIsStoredOpensNothing() {
        assertThat(Token.matches("TargetToken " + STORED.value(), "TargetToken", STORED))
                .isFalse();
    }

    @Test
    void aShortTokenIsNoSecret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Token.hash("short"))
                .withMessageContaining("at least 32");
    }
}
