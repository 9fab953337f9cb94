package dev.roadworthy.bundle.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.Refusal;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.archive.BundleLayout;
import dev.roadworthy.bundle.fixture.RawTar;
import dev.roadworthy.bundle.fixture.TestBundle;
import dev.roadworthy.bundle.fixture.TestBundle.Built;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody between the signer and the vehicle can do to an archive. */
class TamperingIT {

    private static final Built BUNDLE = new TestBundle().build();
    private static final byte[] ARCHIVE = BUNDLE.archive();
    private static final byte[] RELEASE = BUNDLE.release().json();

    private static final long DOCUMENT_BYTES = BundleLayout.of(BUNDLE.release()).documentBytes();

    @TempDir
    private Path parent;

    private Verification verification;

    @BeforeEach
    void start() {
        verification = new Verification(parent);
    }

    @Test
    void everyChangedByteIsRefused() {
        Map<RefusalCode, Integer> codes = new EnumMap<>(RefusalCode.class);
        for (int i = 0; i < ARCHIVE.length; i++) {
            byte[] changed = ARCHIVE.clone();
            changed[i] ^= (byte) (1 << i % 8);
            Refusal refusal = refusal(changed, i, "byte " + i);
            codes.merge(refusal.code(), 1, Integer::sum);
        }
        assertThat(codes)
                .containsKeys(
                        RefusalCode.BAD_SIGNATURE,
                        RefusalCode.MALFORMED_ENVELOPE,
                        RefusalCode.MALFORMED_ARCHIVE,
                        RefusalCode.DIGEST_MISMATCH);
    }

    @Test
    void everyByteReplacedByAnyOtherIsRefused() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int n = 0; n < 2000; n++) {
            byte[] changed = ARCHIVE.clone();
            int i = random.nextInt(ARCHIVE.length);
            changed[i] ^= (byte) (1 + random.nextInt(255));
            refusal(changed, i, "byte %d is %d".formatted(i, changed[i]));
        }
    }

    @Test
    void everyTruncatedArchiveIsRefused() {
        for (int length = 0; length < ARCHIVE.length; length++) {
            Refusal refusal = refusal(Arrays.copyOf(ARCHIVE, length), length, "%d bytes".formatted(length));
            assertThat(refusal.code()).as(refusal.toString()).isEqualTo(RefusalCode.TRUNCATED);
        }
    }

    @Test
    void trailingBytesAreRefused() {
        verification.refuses(Arrays.copyOf(ARCHIVE, ARCHIVE.length + 1), RefusalCode.TRAILING_BYTES);
        verification.refuses(Arrays.copyOf(ARCHIVE, 10_240), RefusalCode.TRAILING_BYTES);
    }

    @Test
    void everyRemovedFileIsRefused() {
        for (BundlePath name : BUNDLE.files().keySet()) {
            SortedMap<BundlePath, byte[]> files = new TreeMap<>(BUNDLE.files());
            files.remove(name);
            Refusal refusal = verification.refusal(RawTar.of(files), "without " + name);
            assertThat(refusal.code()).isIn(RefusalCode.UNEXPECTED_FILE, RefusalCode.MISSING_FILE);
        }
        verification.refuses(new RawTar().end(), RefusalCode.MISSING_FILE);
    }

    @Test
    void everyAddedFileIsRefused() {
        for (String name : new String[] {
            "attestations/a.json", "attestations/z.json", "root/1.json", "model/.hidden", "model/a", "model/z", "more"
        }) {
            for (int at = 0; at <= BUNDLE.files().size(); at++) {
                RawTar tar = new RawTar();
                int i = 0;
                for (Map.Entry<BundlePath, byte[]> file : BUNDLE.files().entrySet()) {
                    if (i++ == at) {
                        tar.file(name, new byte[] {1});
                    }
                    tar.file(file.getKey().value(), file.getValue());
                }
                if (at == i) {
                    tar.file(name, new byte[] {1});
                }
                Refusal refusal = verification.refusal(tar.end(), "%s at %d".formatted(name, at));
                assertThat(refusal.code()).isIn(RefusalCode.UNEXPECTED_FILE, RefusalCode.MALFORMED_ARCHIVE);
            }
        }
    }

    @Test
    void aFileOfAnotherSizeIsRefusedBeforeItIsRead() {
        for (byte[] content : new byte[][] {new byte[8], new byte[6], new byte[0]}) {
            SortedMap<BundlePath, byte[]> files = new TreeMap<>(BUNDLE.files());
            files.put(new BundlePath("model/model.onnx"), content);
            verification.refuses(RawTar.of(files), RefusalCode.SIZE_MISMATCH);
        }
    }

    @Test
    void aFileOfTheSameSizeAndOtherContentIsRefused() {
        SortedMap<BundlePath, byte[]> files = new TreeMap<>(BUNDLE.files());
        files.put(new BundlePath("model/model.onnx"), "weightz".getBytes(StandardCharsets.UTF_8));

        verification.refuses(RawTar.of(files), RefusalCode.DIGEST_MISMATCH);
    }

    @Test
    void namesThatLeadElsewhereAreRefused() {
        for (String name : new String[] {
            "/etc/cron.d/x",
            "../x",
            "model/../../x",
            "./release.json",
            "release.json/",
            "",
            "model.sig\n",
            "\u00e9",
            "release.jso\u00ee",
            "a".repeat(100)
        }) {
            verification.refuses(new RawTar().file(name, RELEASE).end(), RefusalCode.MALFORMED_ARCHIVE);
            verification.refuses(
                    new RawTar()
                            .file("release.json", RELEASE)
                            .file(name, new byte[1])
                            .end(),
                    RefusalCode.MALFORMED_ARCHIVE);
        }
    }

    @Test
    void onlyRegularFilesAreTaken() {
        // Links, devices, directories, FIFOs, and the extensions of GNU tar and pax.
        for (char type : "1234567\0LKSxgV".toCharArray()) {
            verification.refuses(
                    new RawTar()
                            .file("release.json", RELEASE)
                            .entry("model.sig", type, RawTar.octal(0), new byte[0])
                            .end(),
                    RefusalCode.MALFORMED_ARCHIVE);
        }
    }

    @Test
    void hugeAndStrangeSizesAreRefused() {
        verification.refuses(sized(RawTar.octal((1L << 33) - 1)), RefusalCode.TOO_LARGE);
        for (String size : new String[] {
            "-0000000001",
            "+0000000010",
            "0000000001 ",
            "           ",
            "00000000009",
            "\u0080\0\0\0\0\0\0\0\0\0\1",
            "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"
        }) {
            verification.refuses(sized(size), RefusalCode.MALFORMED_ARCHIVE);
        }
    }

    // What is the same up to the end of the first phase passes it.
    private Refusal refusal(byte[] archive, int sameUpTo, String what) {
        return sameUpTo < DOCUMENT_BYTES
                ? verification.refusal(archive, what)
                : verification.refusal(verification.stage(BUNDLE.release(), archive), what);
    }

    private static byte[] sized(String size) {
        return new RawTar().entry("release.json", '0', size, RELEASE).end();
    }
}
