package dev.roadworthy.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.bridge.problem.Reason;
import dev.roadworthy.contract.BundleVehicles;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.VehicleHistory;
import dev.roadworthy.testing.Repository;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page is true. */
class DocumentationTest {

    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private static String page = "";

    @BeforeAll
    static void read() throws Exception {
        page = Files.readString(Repository.path("docs/edge-fleet-bridge.md"));
    }

    @Test
    void itsExamplesAreWhatIsReadAndWritten() throws Exception {
        List<String> examples = JSON.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(examples).hasSize(4);
        Campaign campaign = Documents.read(examples.get(0), Campaign.class);
        CampaignSummary summary = Documents.read(examples.get(1), CampaignSummary.class);
        VehicleHistory history = Documents.read(examples.get(2), VehicleHistory.class);
        BundleVehicles vehicles = Documents.read(examples.get(3), BundleVehicles.class);
        JsonMapper json = new JsonMapper();
        assertThat(json.readTree(Documents.write(history))).isEqualTo(json.readTree(examples.get(2)));
        assertThat(json.readTree(Documents.write(vehicles))).isEqualTo(json.readTree(examples.get(3)));
        assertThat(json.readTree(Documents.write(campaign))).isEqualTo(json.readTree(examples.get(0)));
        assertThat(json.readTree(Documents.write(summary))).isEqualTo(json.readTree(examples.get(1)));
        assertThat(summary.bundle()).isEqualTo(campaign.release().bundle().digest());
    }

    @Test
    void everyReasonHasItsLine() {
        for (Reason reason : Reason.values()) {
            assertThat(page).contains("| %d | `%s` |".formatted(reason.status(), reason.id()));
        }
    }

    @Test
    void everySettingHasItsLine() {
        Stream<String> own = Arrays.stream(BridgeConfig.class.getDeclaredMethods())
                .filter(method -> !method.getReturnType().equals(BridgeConfig.Store.class))
                .map(Method::getName);
        Stream<String> store =
                Arrays.stream(BridgeConfig.Store.class.getDeclaredMethods()).map(method -> "store_" + method.getName());

        assertThat(Stream.concat(own, store)).hasSize(11).allSatisfy(name -> assertThat(page)
                .contains("`ROADWORTHY_BRIDGE_"
                        + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT) + "`"));
    }
}
