package dev.roadworthy.bridge.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryArtifactsTest {

    private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(CONTENT);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"0, 10, 0123456789", "0, 1, 0", "3, 4, 3456", "9, 1, 9"})
    void aPartIsReadAndNoMore(long from, long length, String part) throws Exception {
        Path file = directory.resolve(ArtifactRef.key(DIGEST));
        Files.createDirectories(file.getParent());
        Files.write(file, CONTENT);

        try (InputStream in = new DirectoryArtifacts(directory).open(DIGEST, from, length)) {
            assertThat(in).hasContent(part);
        }
        try (InputStream in = new DirectoryArtifacts(directory).open(DIGEST, from, length)) {
            assertThat(in.skip(100)).isEqualTo(length);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void whatIsNotThereIsSaidToBeSo() {
        assertThatThrownBy(() -> new DirectoryArtifacts(directory).open(DIGEST, 0, 1))
                .isInstanceOf(NoSuchFileException.class);
    }
}
