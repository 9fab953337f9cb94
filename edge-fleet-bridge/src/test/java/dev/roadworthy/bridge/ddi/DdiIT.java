package dev.roadworthy.bridge.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bridge.fixture.Bridge;
import dev.roadworthy.bridge.fixture.Rider;
import dev.roadworthy.bridge.fixture.SignedBundle;
import dev.roadworthy.bridge.fixture.Wanted;
import dev.roadworthy.contract.CampaignSummary.State;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dialogue with a vehicle that does everything right, in the forms that clients in the field insist on. */
class DdiIT {

    @RegisterExtension
    static final Bridge BRIDGE = new Bridge();

    private final String line = BRIDGE.name("line");
    private final SignedBundle bundle = SignedBundle.of(Bridge.KEY, line, 5, "weights ".repeat(500), null);

    @Test
    void aVehicleIsLedFromItsFirstPollToAVerifiedRelease() throws Exception {
        Rider rider = BRIDGE.enrol(line);
        JsonNode idle = rider.poll();
        assertThat(idle.path("config").path("polling").path("sleep").asText()).matches("00:0[45]:\\d\\d");
        assertThat(idle.path("_links").has("deploymentBase")).isFalse();
        assertThat(rider.declare(
                        "{\"mode\": \"merge\", \"data\": {\"serial\": \"s1\"}, \"id\": \"\", \"time\": \"t\"}"))
                .isEqualTo(200);

        Wanted.begin(BRIDGE, bundle);
        String action = rider.link("deploymentBase");
        assertThat(action).startsWith(BRIDGE.origin() + rider.path() + "/deploymentBase/");
        assertThat(rider.link("deploymentBase")).isEqualTo(action);
        JsonNode offer = Bridge.json(rider.get(action));
        JsonNode artifact = offer.at("/deployment/chunks/0/artifacts/0");
        assertThat(action).endsWith("/" + offer.path("id").textValue());
        assertThat(offer.at("/deployment/download").asText()).isEqualTo("forced");
        assertThat(offer.at("/deployment/chunks")).hasSize(1);
        assertThat(offer.at("/deployment/chunks/0/version").asText()).isEqualTo(bundle.version());
        assertThat(artifact.path("size").isIntegralNumber()).isTrue();
        assertThat(artifact.path("size").asInt()).isEqualTo(bundle.archive().length);

        byte[] fetched =
                rider.get(artifact.at("/_links/download/href").asText()).body();
        assertThat(fetched).isEqualTo(bundle.archive());
        for (String algorithm : new String[] {"SHA-1", "MD5", "SHA-256"}) {
            String name = algorithm.toLowerCase(Locale.ROOT).replace("-", "");
            assertThat(artifact.path("hashes").path(name).asText()).isEqualTo(hex(algorithm, fetched));
        }
        assertThat(Bridge.text(rider.get(artifact.at("/_links/md5sum/href").asText())))
                .isEqualTo(
                        hex("MD5", fetched) + "  " + artifact.path("filename").asText() + "\n");

        assertThat(rider.feedback(action, "download", "none")).isEqualTo(200);
        assertThat(rider.feedback(action, "closed", "success")).isEqualTo(200);
        assertThat(rider.link("deploymentBase")).isEmpty();
        assertThat(rider.link("configData")).isEqualTo(BRIDGE.origin() + rider.path() + "/configData");
        rider.runs(bundle.digest(), 21.5);

        assertThat(rider.link("configData")).isEmpty();
        assertThat(Wanted.summary(BRIDGE, line).waves().getFirst()).satisfies(wave -> {
            assertThat(wave.verified()).isEqualTo(1);
            assertThat(wave.verdict().state()).isEqualTo(State.HEALTHY);
        });
        assertThat(BRIDGE.sql("SELECT attributes->>'serial' FROM vehicles WHERE id = '%s'".formatted(rider.id())))
                .isEqualTo("s1");
    }

    @Test
    void aDownloadGoesOnWhereItWasCutOff() {
        Rider rider = BRIDGE.enrol(line);
        String href = download(rider);
        byte[] archive = bundle.archive();
        int half = archive.length / 2;

        HttpResponse<byte[]> first = rider.get(href, "Range", "bytes=0-" + (half - 1));
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> rest = rider.get(href, "Range", "bytes=%d-".formatted(half), "If-Range", tag);

        assertThat(first.statusCode()).isEqualTo(206);
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(first.headers().firstValue("Content-Range"))
                .hasValue("bytes 0-%d/%d".formatted(half - 1, archive.length));
        assertThat(tag).isEqualTo('"' + bundle.digest().hex() + '"');
        byte[] whole = new byte[archive.length];
        System.arraycopy(first.body(), 0, whole, 0, half);
        System.arraycopy(rest.body(), 0, whole, half, archive.length - half);
        assertThat(whole).isEqualTo(archive);
    }

    @Test
    void rangesAreAnsweredAsTheStandardHasIt() {
        Rider rider = BRIDGE.enrol(line);
        String href = download(rider);
        byte[] archive = bundle.archive();

        assertThat(rider.get(href, "Range", "bytes=-7").body())
                .isEqualTo(Arrays.copyOfRange(archive, archive.length - 7, archive.length));
        assertThat(rider.get(href, "Range", "bytes=0-9", "If-Range", "\"another\"")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> beyond = rider.get(href, "Range", "bytes=%d-".formatted(archive.length));
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */" + archive.length);
        assertThat(rider.get(href, "If-Match", "\"another\"").statusCode()).isEqualTo(412);
        assertThat(rider.get(
                                href,
                                "If-Match",
                                "\"another\", \"%s\"".formatted(bundle.digest().hex()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aClientThatSaysTheLastWordAfterARestartKeepsItsActionUntilThen() {
        Rider rider = BRIDGE.enrol(line);
        Wanted.begin(BRIDGE, bundle);
        String action = rider.link("deploymentBase");

        assertThat(rider.feedback(action, "proceeding", "success")).isEqualTo(200);
        assertThat(Wanted.summary(BRIDGE, line).waves().getFirst().installed()).isEqualTo(1);
        assertThat(rider.link("deploymentBase")).isEqualTo(action);

        rider.runs(bundle.digest(), 20);
        assertThat(rider.link("deploymentBase")).isEmpty();
        assertThat(Wanted.summary(BRIDGE, line).waves().getFirst().verified()).isEqualTo(1);
    }

    @Test
    void theSameWordTwiceIsHeardAndAnotherAfterTheEndIsNot() {
        Rider rider = BRIDGE.enrol(line);
        Wanted.begin(BRIDGE, bundle);
        String action = rider.link("deploymentBase");

        assertThat(rider.feedback(action, "closed", "success")).isEqualTo(200);
        assertThat(rider.feedback(action, "closed", "success")).isEqualTo(200);
        assertThat(rider.feedback(action, "closed", "failure")).isEqualTo(410);
        assertThat(Wanted.summary(BRIDGE, line).waves().getFirst().failed()).isZero();
    }

    @Test
    void whatIsDeclaredIsMergedReplacedOrRemoved() {
        Rider rider = BRIDGE.enrol(line);
        String attributes = "SELECT attributes FROM vehicles WHERE id = '%s'".formatted(rider.id());

        rider.declare("{\"data\": {\"a\": \"1\", \"b\": \"2\"}}");
        rider.declare("{\"mode\": \"merge\", \"data\": {\"b\": \"3\", \"c\": \"4\"}}");
        assertThat(BRIDGE.sql(attributes)).isEqualTo("{\"a\": \"1\", \"b\": \"3\", \"c\": \"4\"}");
        rider.declare("{\"mode\": \"remove\", \"data\": {\"a\": \"\"}}");
        assertThat(BRIDGE.sql(attributes)).isEqualTo("{\"b\": \"3\", \"c\": \"4\"}");
        rider.declare("{\"mode\": \"replace\", \"data\": {\"d\": \"5\"}}");
        assertThat(BRIDGE.sql(attributes)).isEqualTo("{\"d\": \"5\"}");
    }

    private String download(Rider rider) {
        Wanted.begin(BRIDGE, bundle);
        return Bridge.json(rider.get(rider.link("deploymentBase")))
                .at("/deployment/chunks/0/artifacts/0/_links/download/href")
                .asText();
    }

    private static String hex(String algorithm, byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    }
}
