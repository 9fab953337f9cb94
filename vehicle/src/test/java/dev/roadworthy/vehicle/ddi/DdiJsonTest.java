package dev.roadworthy.vehicle.ddi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.vehicle.ddi.Feedback.Execution;
import dev.roadworthy.vehicle.ddi.Feedback.Finished;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents as the bridge writes and reads them. */
class DdiJsonTest {

    private static final String HEX = "ab".repeat(32);

    @Test
    void aPollWithALinkOfEachKind() throws Exception {
        Poll poll = DdiJson.poll(utf8("""
                {"config":{"polling":{"sleep":"00:04:37"}},
                 "_links":{"configData":{"href":"http://b/default/controller/v1/s/configData"},
                           "deploymentBase":{"href":"http://b/default/controller/v1/s/deploymentBase/8"}}}"""));

        assertThat(poll.sleep()).isEqualTo(Duration.ofSeconds(277));
        assertThat(poll.configData()).isTrue();
        assertThat(poll.deployment()).contains(URI.create("http://b/default/controller/v1/s/deploymentBase/8"));
        assertThat(poll.cancellation()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "00:61:00", "1:00", "-1:00:00"})
    void aPollingTimeThatIsNoneIsNotUnderstood(String sleep) {
        assertThatThrownBy(() -> DdiJson.poll(
                        utf8("{\"config\":{\"polling\":{\"sleep\":\"%s\"}},\"_links\":{}}".formatted(sleep))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected HH:MM:SS");
    }

    @Test
    void aDeploymentOfABundleAmongOtherArtifacts() throws Exception {
        Deployment deployment = DdiJson.deployment(deployment("""
                {"filename":"a.swu","hashes":{"sha256":"00"},"size":1,"_links":{}},
                {"filename":"bundle-sidewalk-7.tar","hashes":{"sha1":"x","md5":"y","sha256":"%s"},"size":1234,
                 "_links":{"download":{"href":"http://b/a.tar"},"md5sum":{"href":"http://b/a.tar.MD5SUM"}}}""".formatted(HEX)));

        assertThat(deployment.action()).isEqualTo("8");
        assertThat(deployment.mayDownload()).isTrue();
        assertThat(deployment.maySwitch()).isTrue();
        assertThat(deployment.assignment()).hasValueSatisfying(assignment -> {
            assertThat(assignment.bundle().hex()).isEqualTo(HEX);
            assertThat(assignment.bytes()).isEqualTo(1234);
            assertThat(assignment.download()).isEqualTo(URI.create("http://b/a.tar"));
        });
    }

    @Test
    void aDeploymentWithoutABundleSaysWhatToDo() throws Exception {
        Deployment deployment = DdiJson.deployment(deployment("{\"filename\":\"a.swu\"}"));

        assertThat(deployment.assignment()).isEmpty();
        assertThat(deployment.fault()).contains("assign a bundle to this vehicle");
    }

    @Test
    void aRelativeDownloadIsMalformed() throws Exception {
        Deployment deployment = DdiJson.deployment(deployment("""
                {"filename":"a.tar","hashes":{"sha256":"%s"},"size":1,"_links":{"download":{"href":"a.tar"}}}""".formatted(HEX)));

        assertThat(deployment.assignment()).isEmpty();
        assertThat(deployment.fault()).contains("'a.tar' is malformed");
    }

    @Test
    void aCancellationNamesWhatItStops() throws Exception {
        assertThat(DdiJson.cancellation(utf8("{\"id\":\"11\",\"cancelAction\":{\"stopId\":\"8\"}}")))
                .isEqualTo(new Cancellation("11", "8"));
        assertThatThrownBy(() -> DdiJson.cancellation(utf8("{\"id\":\"11\"}")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stopId");
    }

    @Test
    void feedbackHasDdisWords() {
        Feedback feedback = new Feedback(Execution.CLOSED, Finished.FAILURE, List.of("code=NOT_NEWER", "it is older"));

        assertThat(new String(DdiJson.feedback(feedback), StandardCharsets.UTF_8))
                .isEqualTo("{\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":\"failure\"},"
                        + "\"details\":[\"code=NOT_NEWER\",\"it is older\"]}}");
    }

    @Test
    void attributesReplaceTheOldOnes() {
        Map<String, String> attributes = new TreeMap<>(Map.of("running", "sha256:" + HEX, "latencyMsP95", "31.500"));

        assertThat(new String(DdiJson.configData(attributes), StandardCharsets.UTF_8))
                .isEqualTo("{\"mode\":\"replace\",\"data\":{\"latencyMsP95\":\"31.500\",\"running\":\"sha256:%s\"}}"
                        .formatted(HEX));
    }

    @Test
    void anAnswerThatIsNoJsonIsNotUnderstood() {
        assertThatThrownBy(() -> DdiJson.poll(utf8("<html>"))).isInstanceOf(IOException.class);
    }

    private static byte[] deployment(String artifacts) {
        return utf8("""
                {"id":"8","deployment":{"download":"forced","update":"forced",
                 "chunks":[{"part":"model","version":"1.4.0","name":"sidewalk","artifacts":[%s]}]}}""".formatted(artifacts));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
