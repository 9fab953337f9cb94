package dev.roadworthy.bridge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.bridge.fixture.Bridge;
import dev.roadworthy.bridge.fixture.Rider;
import dev.roadworthy.bridge.fixture.SignedBundle;
import dev.roadworthy.bridge.fixture.Wanted;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What does not verify is offered to nobody. */
class VerificationIT {

    @RegisterExtension
    static final Bridge BRIDGE = new Bridge();

    @Test
    void aReleaseThatNobodySignedIsRefused() {
        SignedBundle bundle = bundle(BRIDGE.name("line"), 1, "weights");
        byte[] unsigned = bundle.unsigned();
        BRIDGE.store(Digest.of(unsigned), unsigned);

        refuses(Wanted.everywhere(bundle, unsigned), 422, "SIGNATURE_COUNT");
    }

    @Test
    void aReleaseThatIsNotWhatWasApprovedIsRefused() {
        SignedBundle bundle = bundle(BRIDGE.name("line"), 1, "weights");
        byte[] unapproved = bundle.unapproved(Bridge.KEY);
        BRIDGE.store(Digest.of(unapproved), unapproved);

        refuses(Wanted.everywhere(bundle, unapproved), 422, "NOT_APPROVED");
    }

    @Test
    void aReleaseOfAnUnknownKeyIsRefused() {
        SignedBundle bundle = SignedBundle.of(SignedBundle.key(), BRIDGE.name("line"), 1, "weights", null);
        BRIDGE.store(bundle);

        refuses(Wanted.everywhere(bundle), 422, "UNKNOWN_KEY");
    }

    @Test
    void aBundleWithOneOtherByteIsRefused() {
        SignedBundle bundle = bundle(BRIDGE.name("line"), 1, "weights".repeat(100));
        byte[] content = bundle.archive();
        int inTheModel = new String(content, StandardCharsets.ISO_8859_1).indexOf("weightsweights");
        content[inTheModel] ^= 1;
        BRIDGE.store(bundle, content);

        refuses(Wanted.everywhere(bundle), 422, "DIGEST_MISMATCH");
    }

    @Test
    void anotherBundleThanTheOneThatIsNamedIsRefused() {
        String line = BRIDGE.name("line");
        SignedBundle named = bundle(line, 2, "new");
        BRIDGE.store(named, bundle(line, 1, "old").archive());

        refuses(Wanted.everywhere(named), 422, "PAYLOAD_MISMATCH");
    }

    @Test
    void aBundleThatIsCutOffIsRefused() {
        SignedBundle bundle = bundle(BRIDGE.name("line"), 1, "weights");
        BRIDGE.store(bundle, Arrays.copyOf(bundle.archive(), bundle.archive().length - 600));

        refuses(Wanted.everywhere(bundle), 422, "TRUNCATED");
    }

    @Test
    void aCampaignThatSaysAnotherCounterThanItsBundleIsRefused() {
        SignedBundle bundle = bundle(BRIDGE.name("line"), 1, "weights");
        BRIDGE.store(bundle);
        String json = document(Wanted.everywhere(bundle)).replace("\"counter\":1", "\"counter\":2");

        HttpResponse<byte[]> response = BRIDGE.operator("PUT", "/v1/campaigns/" + bundle.line(), json);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(Bridge.text(response)).contains("1.1.0 2", "1.1.0 1");
    }

    @Test
    void aBundleOfAnotherSizeThanTheCampaignSaysIsRefused() {
        SignedBundle bundle = bundle(BRIDGE.name("line"), 1, "weights");
        BRIDGE.store(bundle);
        String bytes = "\"bytes\":%d";
        int size = bundle.archive().length;

        for (int other : new int[] {size - 1, size + 1}) {
            HttpResponse<byte[]> response = BRIDGE.operator(
                    "PUT",
                    "/v1/campaigns/" + bundle.line(),
                    document(Wanted.everywhere(bundle)).replace(bytes.formatted(size), bytes.formatted(other)));

            assertThat(response.statusCode()).as(Bridge.text(response)).isEqualTo(422);
        }
    }

    @Test
    void aBundleThatCannotBeReadIsNotTakenAndNotCondemned() {
        refuses(Wanted.everywhere(bundle(BRIDGE.name("line"), 1, "weights")), 503, "cannot be read");
    }

    @Test
    void whatIsRefusedLeavesTheFleetWithWhatItHas() {
        String line = BRIDGE.name("line");
        SignedBundle good = bundle(line, 1, "weights");
        Wanted.begin(BRIDGE, good);
        Rider rider = BRIDGE.enrol(line);
        String action = rider.link("deploymentBase");
        SignedBundle forged = SignedBundle.of(SignedBundle.key(), line, 2, "other weights", null);
        BRIDGE.store(forged);

        assertThat(Wanted.put(BRIDGE, Wanted.everywhere(forged)).statusCode()).isEqualTo(422);

        assertThat(rider.link("deploymentBase")).isEqualTo(action);
        assertThat(Wanted.summary(BRIDGE, line).bundle()).isEqualTo(good.digest());
    }

    /** Refused, and neither wanted nor offered. */
    private static void refuses(Campaign campaign, int status, String why) {
        HttpResponse<byte[]> response = Wanted.put(BRIDGE, campaign);

        assertThat(Bridge.json(response).path("detail").asText()).contains(why);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(BRIDGE.operator("GET", "/v1/campaigns/" + campaign.line(), "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(BRIDGE.enrol(campaign.line()).link("deploymentBase")).isEmpty();
    }

    private static SignedBundle bundle(String line, long counter, String weights) {
        return SignedBundle.of(Bridge.KEY, line, counter, weights, null);
    }

    private static String document(Campaign campaign) {
        return new String(Documents.write(campaign), StandardCharsets.UTF_8);
    }
}
