package dev.roadworthy.git.webhook;

import dev.roadworthy.controller.port.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signature as Standard Webhooks has it, which GitLab makes with a signing token: {@code webhook-signature} is
 * {@code v1,} and the Base64 of the HMAC-SHA256 of {@code id.timestamp.body}, or several of these, one for each key. The key
 * is what {@code whsec_} and Base64 say.
 */
final class StandardSignature {

    private static final String KEY = "whsec_";
    private static final String VERSION = "v1,";
    private static final String SIGNATURE = "webhook-signature";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SPACE = Pattern.compile(" ");

    /** What clocks may differ by, and a delivery be under way. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private StandardSignature() {}

    /** Whether a secret is a key for signatures. */
    static boolean isKey(String secret) {
        return secret.startsWith(KEY);
    }

    /** Whether a delivery has one. */
    static boolean isOffered(Headers headers) {
        return headers.first(SIGNATURE).isPresent();
    }

    /**
     * Whether one of the signatures is the key's, and was made now.
     *
     * @throws Refused where the key is no Base64
     */
    static boolean holds(String secret, Headers headers, byte[] body, Instant now) throws Refused {
        byte[] key = key(secret);
        Optional<String> id = headers.first("webhook-id");
        Optional<String> at = headers.first("webhook-timestamp");
        Optional<String> given = headers.first(SIGNATURE);
        if (id.isEmpty() || at.isEmpty() || given.isEmpty() || !isNow(at.get(), now)) {
            return false;
        }
        byte[] head = "%s.%s.".formatted(id.get(), at.get()).getBytes(StandardCharsets.UTF_8);
        String expected = VERSION + Base64.getEncoder().encodeToString(Hmac.sha256(key, head, body));
        boolean holds = false;
        for (String each : SPACE.splitAsStream(given.get()).toList()) {
            holds |= MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), each.getBytes(StandardCharsets.UTF_8));
        }
        return holds;
    }

    private static byte[] key(String secret) throws Refused {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret.substring(KEY.length()));
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length == 0) {
            throw new Refused("the secret of the webhook begins as a signing token of GitLab and is none:"
                    + " expected whsec_ and Base64; put the token there as GitLab shows it");
        }
        return key;
    }

    private static boolean isNow(String seconds, Instant now) {
        return SECONDS.matcher(seconds).matches()
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                                .abs()
                                .compareTo(SKEW)
                        <= 0;
    }
}
