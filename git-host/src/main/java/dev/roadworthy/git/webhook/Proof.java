package dev.roadworthy.git.webhook;

import dev.roadworthy.controller.port.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** How a host proves that it knows the secret of a webhook. Each takes as long whatever is wrong with a value. */
public enum Proof {
    /** Gitea and Forgejo: HMAC-SHA256 of the body, hexadecimal. */
    GITEA {

        @Override
        public boolean isOffered(Headers headers) {
            return headers.first("X-Gitea-Signature").isPresent();
        }

        @Override
        public boolean holds(String secret, Headers headers, byte[] body, Instant now) {
            return isEqual(hmac(secret, body), headers.first("X-Gitea-Signature"));
        }
    },

    /** GitHub: the same after {@code sha256=}. */
    GITHUB {

        @Override
        public boolean isOffered(Headers headers) {
            return headers.first("X-Hub-Signature-256").isPresent();
        }

        @Override
        public boolean holds(String secret, Headers headers, byte[] body, Instant now) {
            return isEqual("sha256=" + hmac(secret, body), headers.first("X-Hub-Signature-256"));
        }
    },

    /** GitLab: the secret itself, or, where that is a signing token, a {@linkplain StandardSignature signature}. */
    GITLAB {

        @Override
        public boolean isOffered(Headers headers) {
            return headers.first("X-Gitlab-Token").isPresent() || StandardSignature.isOffered(headers);
        }

        @Override
        public boolean holds(String secret, Headers headers, byte[] body, Instant now) throws Refused {
            return StandardSignature.isKey(secret)
                    ? StandardSignature.holds(secret, headers, body, now)
                    : isEqual(secret, headers.first("X-Gitlab-Token"));
        }
    };

    /** Whether there is what the proof is in; without it no body needs to be read. */
    public abstract boolean isOffered(Headers headers);

    /**
     * Whether a delivery comes from somebody who knows the secret.
     *
     * @throws Refused where the secret is none that the host makes. The message never holds it
     */
    public abstract boolean holds(String secret, Headers headers, byte[] body, Instant now) throws Refused;

    private static boolean isEqual(String expected, Optional<String> given) {
        return given.isPresent()
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.get().getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(String secret, byte[] body) {
        return HexFormat.of().formatHex(Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8), body));
    }
}
