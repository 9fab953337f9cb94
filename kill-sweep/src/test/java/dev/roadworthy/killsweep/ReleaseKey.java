package dev.roadworthy.killsweep;

import dev.roadworthy.bundle.key.PemKeyProvider;
import dev.roadworthy.bundle.key.PublicKeys;
import dev.roadworthy.bundle.key.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * The key that operators sign with, in files as an installation has them.
 *
 * @param privateFile the operator's, PEM
 * @param publicFile the bridge's, PEM
 * @param trust whoever verifies
 */
record ReleaseKey(Path privateFile, Path publicFile, TrustStore trust) {

    /** Makes one. */
    static ReleaseKey in(Path directory) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        String pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded()));
        String publicPem = PublicKeys.pem(PemKeyProvider.read(pem).publicKey());
        return new ReleaseKey(
                Files.writeString(directory.resolve("release-key.pem"), pem),
                Files.writeString(directory.resolve("release-keys.pem"), publicPem),
                TrustStore.ofPem(publicPem));
    }
}
