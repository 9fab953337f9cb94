package dev.roadworthy.bundle.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.fixture.RawTar;
import dev.roadworthy.bundle.fixture.TestBundle;
import dev.roadworthy.contract.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BundleArchiveTest {

    private static final TestBundle.Built BUNDLE = new TestBundle()
            .with("model/empty", "")
            .with("model/block", "x".repeat(512))
            .build();

    private static void write(BundleWriter.Files files) throws IOException {
        BundleWriter.write(BUNDLE.release(), files, new ByteArrayOutputStream());
    }

    private static ByteArrayInputStream content(BundlePath name) {
        return new ByteArrayInputStream(BUNDLE.files().get(name));
    }

    @Test
    void aHeaderHasNotChanged() {
        byte[] header = new TarHeader(new BundlePath("model/model.onnx"), 10_485_760).write();

        assertThat(new String(header, StandardCharsets.ISO_8859_1))
                .isEqualTo("model/model.onnx" + "\0".repeat(84)
                        + "0000644\0" + "0000000\0" + "0000000\0" + "00050000000\0" + "00000000000\0"
                        + "012304\0 " + "0" + "\0".repeat(100) + "ustar\0" + "00" + "\0".repeat(64)
                        + "0000000\0" + "0000000\0" + "\0".repeat(167));
    }

    @Property(tries = 500)
    void aHeaderIsReadAsItWasWritten(@ForAll @LongRange(min = 0, max = (1L << 33) - 1) long size)
            throws RefusedException {
        TarHeader header = new TarHeader(BundlePath.MODEL_SIGNATURE, size);

        assertThat(TarHeader.read(header.write(), 0)).isEqualTo(header);
        assertThat((size + TarHeader.padding(size)) % TarHeader.BLOCK).isZero();
        assertThat(TarHeader.padding(size)).isBetween(0, TarHeader.BLOCK - 1);
    }

    @Test
    void isWhatAnotherTarWriterWrites() {
        assertThat(RawTar.of(BUNDLE.files())).isEqualTo(BUNDLE.archive());
    }

    @Test
    void documentsComeFirst() {
        assertThat(BundleLayout.of(BUNDLE.release()).offsets().keySet())
                .extracting(BundlePath::value)
                .containsExactly(
                        "release.json",
                        "model.sig",
                        "attestations/evaluation.json",
                        "model/block",
                        "model/empty",
                        "model/model.onnx",
                        "model/preprocess.json");
    }

    @Test
    void theReleaseTellsWhereEverythingLies() {
        BundleLayout layout = BundleLayout.of(BUNDLE.release());

        assertThat(layout.bytes()).isEqualTo(BUNDLE.archive().length);
        layout.offsets().forEach((name, offset) -> {
            byte[] content = BUNDLE.files().get(name);
            assertThat(Arrays.copyOfRange(BUNDLE.archive(), offset.intValue(), offset.intValue() + content.length))
                    .as(name.value())
                    .isEqualTo(content);
        });
    }

    @Test
    void isTheSameEachTime() throws IOException {
        ByteArrayOutputStream again = new ByteArrayOutputStream();

        Digest digest = BundleWriter.write(BUNDLE.release(), BundleArchiveTest::content, again);

        assertThat(again.toByteArray()).isEqualTo(BUNDLE.archive());
        assertThat(digest).isEqualTo(BUNDLE.digest()).isEqualTo(Digest.of(BUNDLE.archive()));
    }

    @Test
    void writesNoFileThatTheReleaseDoesNotList() {
        byte[] shorter = {1};
        byte[] longer = new byte[100_000];
        byte[] other = "weightz".getBytes(StandardCharsets.UTF_8);
        for (byte[] content : new byte[][] {shorter, longer, other}) {
            assertThatThrownBy(() -> write(name -> name.value().equals("model/model.onnx")
                            ? new ByteArrayInputStream(content)
                            : content(name)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("'model/model.onnx'")
                    .hasMessageContaining("the release lists");
        }
    }
}
