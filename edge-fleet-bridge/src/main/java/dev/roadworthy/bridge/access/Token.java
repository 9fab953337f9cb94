package dev.roadworthy.bridge.access;

import dev.roadworthy.bridge.problem.ProblemException;
import dev.roadworthy.bridge.problem.Reason;
import dev.roadworthy.contract.Digest;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that callers come with. They are long and random, so one round of SHA-256 keeps them; what is stored opens
 * nothing.
 */
public final class Token {

    /** A token has at least so many characters. */
    public static final int SHORTEST = 32;

    private Token() {}

    /**
     * What is stored of a token.
     *
     * @throws IllegalArgumentException where it is too short to be a secret
     */
    public static Digest hash(String token) {
        if (token.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "a token of %d characters; give it at least %d, of chance".formatted(token.length(), SHORTEST));
        }
        return Digest.of(utf8(token));
    }

    /** Whether the header brings, by this scheme, the token that was stored. Takes as long for a wrong one as for another. */
    static boolean matches(@Nullable String header, String scheme, Digest stored) {
        return of(header, scheme)
                .map(token -> Digest.of(utf8(token)))
                .filter(hash -> MessageDigest.isEqual(utf8(hash.value()), utf8(stored.value())))
                .isPresent();
    }

    static ProblemException refusal(String scheme, String what, String fix) {
        return new ProblemException(Reason.UNAUTHORIZED, what, "header Authorization", fix)
                .header(HttpHeaders.WWW_AUTHENTICATE, scheme);
    }

    private static Optional<String> of(@Nullable String header, String scheme) {
        String start = scheme.toLowerCase(Locale.ROOT) + " ";
        return Optional.ofNullable(header)
                .map(String::strip)
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(start))
                .map(value -> value.substring(start.length()).strip());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
