package dev.roadworthy.git.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.controller.port.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    /** The example of GitHub's documentation. */
    private static final String SECRET = "It's a Secret to Everybody";

    private static final String MAC = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static final byte[] BODY = bytes("Hello, World!");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KEY =
            "whsec_" + Base64.getEncoder().encodeToString(bytes("thirty-two bytes of a signer key"));

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @CsvSource({
        "GITHUB, X-Hub-Signature-256, sha256=" + MAC + ", true",
        "GITHUB, X-Hub-Signature-256, " + MAC + ", false",
        "GITHUB, X-Hub-Signature-256, sha256=, false",
        "GITHUB, X-Hub-Signature-256, '', false",
        "GITHUB, X-Gitea-Signature, " + MAC + ", false",
        "GITEA, X-Gitea-Signature, " + MAC + ", true",
        "GITEA, X-Gitea-Signature, sha256=" + MAC + ", false",
        "GITEA, X-Gitea-Signature, 757107ea, false",
        "GITEA, X-Hub-Signature-256, sha256=" + MAC + ", false",
        "GITLAB, X-Gitlab-Token, It's a Secret to Everybody, true",
        "GITLAB, X-Gitlab-Token, It's a Secret, false",
        "GITLAB, X-Gitlab-Token, '', false",
    })
    void aDeliveryIsProvenByTheSecret(Proof proof, String header, String given, boolean holds) throws Exception {
        assertThat(proof.holds(SECRET, headers(Map.of(header, given)), BODY, NOW))
                .isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} {1}s {2}: {3}")
    @CsvSource({
        "id, 0, v1, true",
        "id, -300, v1, true",
        "id, 300, v1, true",
        "id, -301, v1, false",
        "id, 301, v1, false",
        "another, 0, v1, false",
        "id, 0, v2, false",
    })
    void aSigningTokenOfGitLabTakesSignaturesOfNow(String signed, int after, String version, boolean holds)
            throws Exception {
        String at = Long.toString(NOW.plusSeconds(after).getEpochSecond());
        Headers headers = headers(Map.of(
                "webhook-id",
                "id",
                "webhook-timestamp",
                at,
                "webhook-signature",
                "v1,b3RoZXI= %s,%s".formatted(version, signature(signed, at))));

        assertThat(Proof.GITLAB.holds(KEY, headers, BODY, NOW)).isEqualTo(holds);
    }

    /** An implementation of its own: OpenSSL's, {@code openssl dgst -sha256 -hmac}. */
    @Test
    void aSignatureIsThatOfOthers() throws Exception {
        Headers headers = headers(Map.of(
                "webhook-id", "msg_1",
                "webhook-timestamp", "1772366400",
                "webhook-signature", "v1,YSVp5zW7cMT0iEsEizraoiR6S955A5q4sUsbV2GpYlc="));

        assertThat(Proof.GITLAB.holds(KEY, headers, BODY, NOW)).isTrue();
    }

    @Test
    void aSigningTokenIsNoTokenToShow() throws Exception {
        assertThat(Proof.GITLAB.holds(KEY, headers(Map.of("X-Gitlab-Token", KEY)), BODY, NOW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "whsec_not-base64!"})
    void whatIsNoSigningTokenIsSaidWithoutIt(String secret) {
        assertThatThrownBy(() -> Proof.GITLAB.holds(secret, headers(Map.of()), BODY, NOW))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("expected whsec_ and Base64")
                .hasMessageNotContaining("not-base64");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GITHUB | {\"action\": \"closed\", \"pull_request\": {\"number\": 7}}                | 7",
                "GITEA  | {\"action\": \"reviewed\", \"number\": 8, \"pull_request\": {\"number\": 7}} | 7",
                "GITHUB | {\"zen\": \"Keep it logically awesome.\", \"hook_id\": 1}                  |",
                "GITHUB | {\"issue\": {\"number\": 7}}                                              |",
                "GITHUB | {\"pull_request\": {\"number\": \"7\"}}                                   |",
                "GITHUB | {\"pull_request\": {\"number\": -7}}                                      |",
                "GITHUB | {\"pull_request\": {\"number\": 7.5}}                                     |",
                "GITHUB | {\"pull_request\": {\"number\": 98765432109876543210}}                    |",
                "GITHUB | {\"pull_request\": 7}                                                     |",
                "GITHUB | []                                                                        |",
                "GITHUB | {\"object_kind\": \"merge_request\", \"object_attributes\": {\"iid\": 7}}   |",
                "GITLAB | {\"object_kind\": \"merge_request\", \"object_attributes\": {\"iid\": 7, \"id\": 99}} | 7",
                "GITLAB | {\"object_kind\": \"issue\", \"object_attributes\": {\"iid\": 7}}           |",
                "GITLAB | {\"object_attributes\": {\"iid\": 7}}                                      |",
            })
    void theBodySaysWhichPullRequest(Proof host, String body, @Nullable Long number) throws IOException {
        var read = PullRequestNumber.of(host, bytes(body));

        assertThat(read.isPresent() ? (Long) read.getAsLong() : null).isEqualTo(number);
    }

    @Test
    void whatIsGenuineIsReadOnce() throws Exception {
        Webhook webhook = gitLab("secret\n");
        Headers genuine = headers(Map.of("X-Gitlab-Token", "secret"));

        assertThat(webhook.judge(genuine, mergeRequest(7))).isEqualTo(new Verdict.Changed(7));
        assertThat(webhook.judge(genuine, mergeRequest(7))).isEqualTo(new Verdict.Repeated());
        assertThat(webhook.judge(genuine, mergeRequest(8))).isEqualTo(new Verdict.Changed(8));
        assertThat(webhook.judge(genuine, bytes("{}"))).isEqualTo(new Verdict.Nothing());
    }

    @Test
    void whatIsForgedIsNotReadAndNotRemembered() throws Exception {
        Webhook webhook = gitLab("secret");

        assertThat(webhook.judge(headers(Map.of("X-Gitlab-Token", "another")), mergeRequest(7)))
                .isEqualTo(new Verdict.Forged());
        assertThat(webhook.judge(headers(Map.of("X-Gitlab-Token", "another")), bytes("no JSON")))
                .isEqualTo(new Verdict.Forged());
        assertThat(webhook.judge(headers(Map.of("X-Gitlab-Token", "secret")), mergeRequest(7)))
                .isEqualTo(new Verdict.Changed(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload=%7B%22zen%22%3A1%7D", "", "{", "{} {}"})
    void whatIsNoJsonIsToldEachTime(String body) throws Exception {
        Webhook webhook = gitLab("secret");
        Headers genuine = headers(Map.of("X-Gitlab-Token", "secret"));

        assertThat(webhook.judge(genuine, bytes(body))).isEqualTo(new Verdict.NoJson());
        assertThat(webhook.judge(genuine, bytes(body))).isEqualTo(new Verdict.NoJson());
    }

    @Test
    void aThousandAreRemembered() throws Exception {
        Webhook webhook = gitLab("secret");
        Headers genuine = headers(Map.of("X-Gitlab-Token", "secret"));
        for (int number = 1; number <= RecentDigests.KEPT; number++) {
            webhook.judge(genuine, mergeRequest(number));
        }

        assertThat(webhook.judge(genuine, mergeRequest(1))).isEqualTo(new Verdict.Repeated());
        assertThat(webhook.judge(genuine, mergeRequest(RecentDigests.KEPT + 1)))
                .isEqualTo(new Verdict.Changed(RecentDigests.KEPT + 1));
        assertThat(webhook.judge(genuine, mergeRequest(1))).isEqualTo(new Verdict.Changed(1));
    }

    @Test
    void aSecretIsReadForEachDelivery() throws Exception {
        Webhook webhook = gitLab("secret");
        gitLab("rotated");

        assertThat(webhook.judge(headers(Map.of("X-Gitlab-Token", "secret")), mergeRequest(7)))
                .isEqualTo(new Verdict.Forged());
        assertThat(webhook.judge(headers(Map.of("X-Gitlab-Token", "rotated")), mergeRequest(7)))
                .isEqualTo(new Verdict.Changed(7));
    }

    @Test
    void withoutASecretNothingIsJudged() {
        Webhook webhook = webhook(directory.resolve("none"));

        assertThatThrownBy(() -> webhook.judge(headers(Map.of("X-Gitlab-Token", "")), mergeRequest(7)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("the webhook secret of the Git host cannot be read from");
    }

    private Webhook gitLab(String secret) throws IOException {
        return webhook(Files.writeString(directory.resolve("secret"), secret));
    }

    private static Webhook webhook(Path secret) {
        return new Webhook("vision/fleet", Proof.GITLAB, secret, Set.of("vision"), InstantSource.system());
    }

    private static byte[] mergeRequest(int number) {
        return bytes("{\"object_kind\": \"merge_request\", \"object_attributes\": {\"iid\": %d}}".formatted(number));
    }

    private static String signature(String id, String at) {
        byte[] key = Base64.getDecoder().decode(KEY.substring("whsec_".length()));
        return Base64.getEncoder().encodeToString(Hmac.sha256(key, bytes("%s.%s.".formatted(id, at)), BODY));
    }

    private static Headers headers(Map<String, String> values) {
        return name -> Optional.ofNullable(values.get(name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
