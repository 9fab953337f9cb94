package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.contract.StepResult;
import dev.roadworthy.worker.step.StepException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCheckTest {

    private static final String GOOD = """
            {"format": 2, "source": {"uri": "s3://raw/rides/", "layout": "RideLog"}, "classes": ["road", "sidewalk"],
             "labelValues": {"0": "background", "7": "road"}, "split": {"seed": 7, "train": 70, "validation": 15, "test": 15},
             "slices": [{"name": "night", "where": "sun_elevation < -6"}], "sensors": {}}
            """;

    private static void read(String json) throws StepException {
        RequestCheck.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesAGoodOne() {
        assertThatCode(() -> read(GOOD)).doesNotThrowAnyException();
    }

    @Test
    void refusesOneOfNothing() {
        String json = GOOD.replace("\"source\": {\"uri\": \"s3://raw/rides/\", \"layout\": \"RideLog\"},", "");

        assertThat(catchThrowableOfType(StepException.class, () -> read(json)))
                .hasMessageContaining("neither a source nor earlier datasets");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\": 2                 | \"format\": 1             | a IndexRequest of format 1, and 2 is known here",
                "\"train\": 70                 | \"train\": 71             | split has 71, 15 and 15 percent",
                "\"train\": 70, \"validation\": 15 | \"train\": 100, \"validation\": -15 | not 100 together",
                "\"7\": \"road\"               | \"7\": \"rode\"           | labelValues.7 is 'rode'",
                "\"7\": \"road\"               | \"256\": \"road\"         | the key '256'",
                "\"7\": \"road\"               | \"07\": \"road\"          | the key '07'",
                "\"sidewalk\"                  | \"road\"                  | classes names 'road' twice",
                "\"sidewalk\"                  | \"ignore\"                | classes names 'ignore' twice",
                "s3://raw/rides/               | https://raw/              | source.uri: 'https://raw/' is not a place",
                "\"layout\": \"RideLog\"       | \"layout\": \"RideLog\", \"ridePattern\": \"(\" | source.ridePattern",
                "\"sensors\": {}               | \"x\": {}                 | it lacks sensors",
                "\"sensors\": {}               | \"sensors\": {}, \"earlier\": {\"datasets\": []} | it lacks earlier.labels",
                "\"RideLog\"                   | \"Rosbag\"                | not a IndexRequest",
            })
    void refusesABadOne(String good, String bad, String message) {
        String json = GOOD.replace(good.strip(), bad.strip());

        StepException e = catchThrowableOfType(StepException.class, () -> read(json));

        assertThat(e.result()).isInstanceOfSatisfying(StepResult.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo("RequestInvalid");
            assertThat(rejected.message()).contains(message.strip());
        });
    }
}
