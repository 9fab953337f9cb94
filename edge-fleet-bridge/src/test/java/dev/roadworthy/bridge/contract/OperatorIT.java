package dev.roadworthy.bridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.bridge.fixture.Bridge;
import dev.roadworthy.bridge.fixture.SignedBundle;
import dev.roadworthy.bridge.fixture.Wanted;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.CampaignSummary.State;
import dev.roadworthy.contract.Documents;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the operator may want, and what it hears. */
class OperatorIT {

    @RegisterExtension
    static final Bridge BRIDGE = new Bridge();

    @Test
    void aVerifiedBundleIsTakenAndTheSameAgainChangesNothing() {
        SignedBundle bundle = bundle(BRIDGE.name("line"), 42, "weights");
        BRIDGE.store(bundle);

        CampaignSummary first = Wanted.accepted(BRIDGE, Wanted.everywhere(bundle));
        CampaignSummary again = Wanted.accepted(BRIDGE, Wanted.everywhere(bundle));

        assertThat(first).isEqualTo(again).isEqualTo(Wanted.summary(BRIDGE, bundle.line()));
        assertThat(first.bundle()).isEqualTo(bundle.digest());
        assertThat(first.waves()).singleElement().satisfies(wave -> {
            assertThat(wave.targeted()).isZero();
            assertThat(wave.verdict().state()).isEqualTo(State.INCONCLUSIVE);
            assertThat(wave.verdict().cause()).isEqualTo("0 outcomes; at least 1 are needed");
        });
    }

    @Test
    void withoutTheOperatorsTokenNothingIsHeardOrTold() {
        for (String token : new String[] {"Bearer another-token-0123456789abcdefghijk", "Basic eA==", "Bearer "}) {
            HttpResponse<byte[]> response = BRIDGE.send(BRIDGE.request("/v1/campaigns/line")
                    .header("Authorization", token)
                    .GET());
            assertThat(response.statusCode()).isEqualTo(401);
        }
        assertThat(BRIDGE.send(BRIDGE.request("/v1/campaigns/line").GET()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aBundleOfAnUnknownKeyIsRefusedAndNothingIsWanted() {
        SignedBundle bundle = SignedBundle.of(SignedBundle.key(), BRIDGE.name("line"), 1, "weights", null);
        BRIDGE.store(bundle);

        refuses(Wanted.everywhere(bundle), 422, "UNKNOWN_KEY");
        assertThat(BRIDGE.operator("GET", "/v1/campaigns/" + bundle.line(), "").statusCode())
                .isEqualTo(404);
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
    void aBundleThatCannotBeReadIsNotTakenAndNotCondemned() {
        refuses(Wanted.everywhere(bundle(BRIDGE.name("line"), 1, "weights")), 503, "cannot be read");
    }

    @Test
    void theCounterOfALineNeverGoesBack() {
        String line = BRIDGE.name("line");
        Wanted.begin(BRIDGE, bundle(line, 42, "weights"));
        SignedBundle older = bundle(line, 41, "older");
        SignedBundle twin = bundle(line, 42, "other weights");
        BRIDGE.store(older);
        BRIDGE.store(twin);

        refuses(Wanted.everywhere(older), 409, "the line %s is at 1.42, and this is 1.41".formatted(line));
        refuses(Wanted.everywhere(twin), 409, "the position 1.42 of %s belongs to".formatted(line));
        Wanted.begin(BRIDGE, bundle(line, 43, "newer"));
    }

    @Test
    void whatCannotBeMeantIsSaidToBeSo() {
        SignedBundle bundle = bundle(BRIDGE.name("line"), 1, "weights");
        String json = document(Wanted.everywhere(bundle));

        assertThat(BRIDGE.operator("PUT", "/v1/campaigns/another", json).statusCode())
                .isEqualTo(400);
        assertThat(BRIDGE.operator("PUT", "/v1/campaigns/" + bundle.line(), "{").statusCode())
                .isEqualTo(400);
        HttpResponse<byte[]> response = BRIDGE.operator(
                "PUT", "/v1/campaigns/" + bundle.line(), json.replace("\"percent\":100", "\"percent\":0"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Bridge.text(response)).contains("expected 1 to 100");
    }

    @Test
    void aVehicleIsEnrolledWithASecretOrNotAtAll() {
        String enrolment = "{\"line\": \"l\", \"hardware\": \"h\", \"token\": \"%s\"}";

        assertThat(BRIDGE.operator("PUT", "/v1/vehicles/v", enrolment.formatted("short"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(BRIDGE.operator("PUT", "/v1/vehicles/.v", enrolment.formatted("x".repeat(32)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(BRIDGE.operator("PUT", "/v1/vehicles/v", "{\"line\": \"l\"}").statusCode())
                .isEqualTo(400);
        assertThat(BRIDGE.operator("PUT", "/v1/vehicles/v", enrolment.formatted("x".repeat(32)))
                        .statusCode())
                .isEqualTo(204);
    }

    private static void refuses(Campaign campaign, int status, String why) {
        HttpResponse<byte[]> response = Wanted.put(BRIDGE, campaign);

        assertThat(Bridge.text(response)).contains(why);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static SignedBundle bundle(String line, long counter, String weights) {
        return SignedBundle.of(Bridge.KEY, line, counter, weights, null);
    }

    private static String document(Campaign campaign) {
        return new String(Documents.write(campaign), StandardCharsets.UTF_8);
    }
}
