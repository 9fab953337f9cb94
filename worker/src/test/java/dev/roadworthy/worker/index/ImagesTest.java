package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.worker.index.Images.UndecodableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ImagesTest {

    private static final byte[] JPEG = Pictures.jpeg(Pictures.scene(1, 160, 120), 0.9f);
    private static final byte[] PNG = Pictures.png(Pictures.scene(1, 160, 120));

    @Test
    void decodesWhatIsWhole() throws UndecodableException {
        assertThat(Images.decode(JPEG).getWidth()).isEqualTo(160);
        assertThat(Images.decode(PNG).getHeight()).isEqualTo(120);
    }

    @Test
    void findsEveryCutOfAJpeg() {
        for (int length = 0; length < JPEG.length; length++) {
            byte[] cut = Arrays.copyOf(JPEG, length);
            assertThatThrownBy(() -> Images.decode(cut))
                    .as("%d of %d bytes", length, JPEG.length)
                    .isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void findsACutThatWasFilledWithZeros() {
        byte[] filled = Arrays.copyOf(Arrays.copyOf(JPEG, JPEG.length / 2), JPEG.length);

        assertThatThrownBy(() -> Images.decode(filled)).hasMessageContaining("without an end-of-image marker");
    }

    @Test
    void findsEveryCutOfAPng() {
        for (int length = 0; length < PNG.length; length += 7) {
            byte[] cut = Arrays.copyOf(PNG, length);
            assertThatThrownBy(() -> Images.decode(cut))
                    .as("%d of %d bytes", length, PNG.length)
                    .isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void findsAFlippedBitOfAPng() {
        byte[] flipped = PNG.clone();
        flipped[PNG.length / 2] ^= 4;

        assertThatThrownBy(() -> Images.decode(flipped)).hasMessageStartingWith("damaged: wrong checksum");
    }

    @Test
    void findsWhatTheDecoderHadToRepair() {
        byte[] damaged = JPEG.clone();
        // Ones only (each FF stuffed with a zero): no Huffman code is that.
        for (int i = JPEG.length / 2; i < JPEG.length / 2 + 40; i += 2) {
            damaged[i] = (byte) 0xFF;
            damaged[i + 1] = 0;
        }

        assertThatThrownBy(() -> Images.decode(damaged)).hasMessageStartingWith("damaged: Corrupt JPEG data");
    }

    @Test
    void takesWhatACameraAppendsToAJpeg() {
        byte[] appended = Arrays.copyOf(JPEG, JPEG.length + 500);

        assertThatCode(() -> Images.decode(appended)).doesNotThrowAnyException();
    }

    @Test
    void doesNotTakeTheEndOfAThumbnailForTheEnd() {
        byte[] withThumbnail = new byte[JPEG.length + 2 + 2 + JPEG.length];
        System.arraycopy(JPEG, 0, withThumbnail, 0, 2);
        int segment = 2 + JPEG.length;
        withThumbnail[2] = (byte) 0xFF;
        withThumbnail[3] = (byte) 0xE1;
        withThumbnail[4] = (byte) (segment >> 8);
        withThumbnail[5] = (byte) segment;
        System.arraycopy(JPEG, 0, withThumbnail, 6, JPEG.length);
        System.arraycopy(JPEG, 2, withThumbnail, 6 + JPEG.length, JPEG.length - 2);

        assertThatCode(() -> Images.decode(withThumbnail)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Images.decode(Arrays.copyOf(withThumbnail, withThumbnail.length - 2)))
                .hasMessageStartingWith("truncated");
    }

    @Test
    void saysWhatAFileIsNot() {
        assertThatThrownBy(() -> Images.decode(new byte[0])).hasMessage("empty file");
        assertThatThrownBy(() -> Images.decode("GIF89a…".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("neither a JPEG nor a PNG");
    }

    @Test
    void refusesABombBeforeItIsUnpacked() {
        byte[] bomb = PNG.clone();
        ByteBuffer.wrap(bomb).putInt(16, 100_000).putInt(20, 100_000);
        CRC32 crc = new CRC32();
        crc.update(bomb, 12, 17);
        ByteBuffer.wrap(bomb).putInt(29, (int) crc.getValue());

        assertThatThrownBy(() -> Images.decode(bomb)).hasMessageContaining("100000×100000 pixels");
    }
}
