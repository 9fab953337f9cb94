package dev.roadworthy.bridge.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.bridge.fixture.Bridge;
import dev.roadworthy.bridge.fixture.Rider;
import dev.roadworthy.bridge.fixture.SignedBundle;
import dev.roadworthy.bridge.fixture.Wanted;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.testing.S3Server;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bridge whose artifacts lie in a bucket. */
class BucketIT {

    @RegisterExtension
    @Order(1)
    static final S3Server S3 = new S3Server();

    @RegisterExtension
    @Order(2)
    static final Bridge BRIDGE = new Bridge()
            .with("roadworthy.bridge.store.uri", () -> "s3://bucket-1/artifacts")
            .with("roadworthy.bridge.store.endpoint", S3::endpoint)
            .with("AWS_ACCESS_KEY_ID", S3::accessKeyId)
            .with("AWS_SECRET_ACCESS_KEY", S3::secretAccessKey);

    @Test
    void aStoreThatIsAwayPutsOffAndRefusesNothing() throws Exception {
        String line = BRIDGE.name("line");
        SignedBundle bundle = SignedBundle.of(Bridge.KEY, line, 1, "weights".repeat(1000), null);
        upload(bundle, S3.bucket());
        Rider rider = BRIDGE.enrol(line);
        S3.stop();
        putOff(Wanted.put(BRIDGE, Wanted.everywhere(bundle)));
        assertThat(rider.link("deploymentBase")).isEmpty();
        S3.start();
        Wanted.accepted(BRIDGE, Wanted.everywhere(bundle));
        String href = Bridge.json(rider.get(rider.link("deploymentBase")))
                .at("/deployment/chunks/0/artifacts/0/_links/download/href")
                .asText();
        S3.stop();
        putOff(rider.get(href));
        S3.start();

        HttpResponse<byte[]> part = rider.get(href, "Range", "bytes=512-1023");

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bundle.archive(), 512, 1024));
        assertThat(rider.get(href).body()).isEqualTo(bundle.archive());
    }

    private static void putOff(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).as(Bridge.text(response)).isEqualTo(503);
        assertThat(Bridge.json(response).path("title").asText()).isEqualTo("StoreUnavailable");
    }

    private static void upload(SignedBundle bundle, String bucket) {
        assertThat(bucket).isEqualTo("bucket-1");
        try (S3Client client = S3.client()) {
            client.putObject(
                    put -> put.bucket(bucket).key("artifacts/" + ArtifactRef.key(bundle.digest())),
                    RequestBody.fromBytes(bundle.archive()));
        }
    }
}
