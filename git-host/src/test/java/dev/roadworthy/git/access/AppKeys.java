package dev.roadworthy.git.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A GitHub App's key as GitHub gives it. */
public final class AppKeys {

    /** Of a key of 2048 bits: what PKCS #8 has before it. */
    private static final int PKCS8_HEAD = 26;

    private AppKeys() {}

    public static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes it as PKCS #1. */
    public static Path write(Path file, KeyPair pair) {
        byte[] info = pair.getPrivate().getEncoded();
        return write(file, "RSA PRIVATE KEY", Arrays.copyOfRange(info, PKCS8_HEAD, info.length));
    }

    static Path write(Path file, String type, byte[] content) {
        try {
            return Files.writeString(
                    file,
                    "-----BEGIN %s-----\n%s\n-----END %1$s-----\n"
                            .formatted(
                                    type,
                                    Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
