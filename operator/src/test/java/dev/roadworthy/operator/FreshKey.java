package dev.roadworthy.operator;

import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.PemKeyProvider;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** A key that nobody had before. */
final class FreshKey {

    private FreshKey() {}

    static KeyProvider make() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return PemKeyProvider.read("-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())));
    }
}
