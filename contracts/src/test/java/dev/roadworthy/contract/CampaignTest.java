package dev.roadworthy.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.contract.CampaignSummary.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignTest {

    private static final Digest DIGEST = Digest.of(new byte[0]);

    private static final Campaign CAMPAIGN = new Campaign(
            Campaign.FORMAT,
            "sidewalk-detector",
            new Campaign.Release(new ArtifactRef("s3://a/sha256/0", DIGEST, 7), DIGEST, 42, "1.4.0"),
            List.of(new Campaign.Wave("canary", 1), new Campaign.Wave("all", 100)),
            1,
            false,
            false,
            new Campaign.Health(20, 7200, 2.5, null));

    @Test
    void aCampaignIsReadAsItWasWritten() throws MalformedDocumentException {
        assertThat(Documents.read(Documents.write(CAMPAIGN), Campaign.class, Campaign.FORMAT))
                .isEqualTo(CAMPAIGN);
        assertThat(CAMPAIGN.active().name()).isEqualTo("all");
    }

    @Test
    void aSummaryIsReadAsItWasWritten() throws MalformedDocumentException {
        CampaignSummary summary = new CampaignSummary(
                CampaignSummary.FORMAT,
                "sidewalk-detector",
                DIGEST,
                0,
                List.of(new CampaignSummary.Wave(
                        "canary", 9, 8, 7, 5, 1, 1, new CampaignSummary.Verdict(State.BREACHED, "too slow"))));

        assertThat(Documents.read(Documents.write(summary), CampaignSummary.class, CampaignSummary.FORMAT))
                .isEqualTo(summary);
        assertThat(new String(Documents.write(summary), StandardCharsets.UTF_8)).contains("\"Breached\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"percent\":100         | \"percent\":101         | expected 1 to 100",
                "\"percent\":100         | \"percent\":0           | expected 1 to 100",
                "\"percent\":1}          | \"percent\":100},{\"name\":\"x\",\"percent\":2} | less than the 100 % before it",
                "\"canary\"              | \"all\"                 | two waves have the name 'all'",
                "\"activeWave\":1        | \"activeWave\":2        | expected an index into 2 waves",
                "\"activeWave\":1        | \"activeWave\":-1       | expected an index into 2 waves",
                "\"minVehicles\":20      | \"minVehicles\":0       | minVehicles is 0",
                "\"failedPercentMax\":2.5 | \"failedPercentMax\":101 | failedPercentMax is 101.0",
                "\"verifyTimeoutSeconds\":7200 | \"verifyTimeoutSeconds\":0 | verifyTimeoutSeconds is 0",
                "\"minVehicles\":20      | \"latencyMsP95Max\":0,\"minVehicles\":20 | latencyMsP95Max is 0.0"
            })
    void refusesWhatCannotBeMeant(String member, String instead, String why) {
        String json = new String(Documents.write(CAMPAIGN), StandardCharsets.UTF_8).replace(member, instead);

        assertThatThrownBy(() -> Documents.read(json, Campaign.class))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining(why);
    }
}
