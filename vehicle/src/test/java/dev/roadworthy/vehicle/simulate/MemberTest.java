package dev.roadworthy.vehicle.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("tokens");
    }

    @Test
    void aVehicleIsALine() throws Exception {
        Files.writeString(file, "# the yard\n\nscooter-1 s3cret\n  scooter-2\tother  \n");

        assertThat(Member.read(file))
                .containsExactly(new Member("scooter-1", "s3cret"), new Member("scooter-2", "other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scooter-1", "scooter-1 s3cret more", "../scooter s3cret", ".scooter s3cret", "a/b s3cret"})
    void anotherLineIsRefusedWithItsNumberAndWithoutItsToken(String line) throws Exception {
        Files.writeString(file, "scooter-0 first\n" + line + "\n");

        assertThatThrownBy(() -> Member.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2: expected a vehicle's name and its token")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aNameStandsOnce() throws Exception {
        Files.writeString(file, "scooter-1 one\nscooter-1 two\n");

        assertThatThrownBy(() -> Member.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is there twice");
    }

    @Test
    void aTokenIsNotPrinted() {
        assertThat(new Member("scooter-1", "s3cret")).hasToString("scooter-1");
    }
}
