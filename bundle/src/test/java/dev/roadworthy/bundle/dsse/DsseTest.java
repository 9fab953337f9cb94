package dev.roadworthy.bundle.dsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DsseTest {

    @Test
    void encodesTheExampleOfTheSpecification() {
        byte[] pae = Dsse.pae("http://example.com/HelloWorld", utf8("hello world"));

        assertThat(pae).isEqualTo(utf8("DSSEv1 29 http://example.com/HelloWorld 11 hello world"));
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThat(Dsse.pae("ä", utf8("€"))).isEqualTo(utf8("DSSEv1 2 ä 3 €"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
