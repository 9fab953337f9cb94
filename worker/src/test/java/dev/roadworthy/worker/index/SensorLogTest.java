package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorLogTest {

    private static final String HEADER = "t_ns,lat,lon,alt,speed,hdop\n";

    private final Path directory;

    SensorLogTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private SensorLog read(String text) throws IOException, MalformedRecordingException {
        Path file = directory.resolve("gps.csv");
        Files.writeString(file, text);
        return SensorLog.read(file, "gps.csv", SensorLog.GPS, 1, 2, 4);
    }

    @Test
    void keepsTheColumnsThatAreUsed() throws Exception {
        SensorLog log = read(HEADER + "1000,38.7,-9.1,12.5,4.2,0.9\n2000,38.8,-9.2,12.5,4.3,0.9\n");

        assertThat(log.times().size()).isEqualTo(2);
        assertThat(log.times().last()).isEqualTo(2000);
        assertThat(log.columns().get(1)).containsExactly(-9.1, -9.2);
        assertThat(log.columns().get(2)).containsExactly(4.2, 4.3);
    }

    @Test
    void readsMoreThanItsFirstArraysHold() throws Exception {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 5000; i++) {
            text.append(i).append(",1,2,3,").append(i).append(",5\n");
        }

        SensorLog log = read(text.toString());

        assertThat(log.times().size()).isEqualTo(5000);
        assertThat(log.columns().get(2)[4999]).isEqualTo(4999);
    }

    @Test
    void hasNoSamplesInAnEmptyFile() throws Exception {
        assertThat(read("").isEmpty()).isTrue();
        assertThat(read(HEADER).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t_ns,lat,lon          | gps.csv line 1: the header must be t_ns,lat,lon,alt,speed,hdop",
                "1000,38.7,-9.1        | gps.csv line 3: 3 fields, the header has 6",
                "1.5,38.7,-9.1,1,1,1   | gps.csv line 3: '1.5' is not whole nanoseconds",
                "1000,38.7,west,1,1,1  | gps.csv line 3: 'west' is not a number",
                "1000,38.7,-9.1,NaN,1,1| gps.csv line 3: 'NaN' is not a number",
                "1000,38.7,-9.1,,1,1   | gps.csv line 3: '' is not a number",
                "1000,\"38.7,-9.1,1,1,1| gps.csv line 3: a quote that does not close",
            })
    void tellsTheLineThatIsBroken(String line, String message) {
        String text = line.startsWith("t_ns") ? line.strip() + "\n" : HEADER + "0,1,2,3,4,5\n" + line.strip() + "\n";

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedRecordingException.class)
                .hasMessage(message);
    }

    @Test
    void readsQuotedFields() throws Exception {
        Path file = directory.resolve("a.csv");
        Files.writeString(file, "frame,note\na,\"rain, \"\"heavy\"\"\"\nb,\n");
        List<List<String>> records = new ArrayList<>();

        Csv.read(file, "a.csv", new Csv.Records() {
            @Override
            public void header(List<String> names) {
                records.add(names);
            }

            @Override
            public void record(long line, List<String> fields) {
                records.add(fields);
            }
        });

        assertThat(records)
                .containsExactly(List.of("frame", "note"), List.of("a", "rain, \"heavy\""), List.of("b", ""));
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Path file = directory.resolve("gps.csv");
        Files.write(file, (HEADER + "\u00e9,1,2,3,4,5\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> SensorLog.read(file, "gps.csv", SensorLog.GPS, 1))
                .isInstanceOf(MalformedRecordingException.class)
                .hasMessageContaining("not UTF-8");
    }
}
