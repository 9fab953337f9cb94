package dev.roadworthy.git.access;

import dev.roadworthy.controller.port.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GitHub App in one installation.
 *
 * @param app the App's id, or its client id
 * @param installation the number of the installation in an organisation, or of a user
 * @param privateKey a file with the App's private key, PEM as GitHub gives it (PKCS #1), or PKCS #8; read for each use
 */
public record AppKey(String app, String installation, Path privateKey) implements Credentials {

    /** GitHub takes 10 minutes at most, by its own clock. */
    private static final Duration LIFE = Duration.ofMinutes(9);

    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Pattern APP = Pattern.compile("[A-Za-z0-9.]{1,64}");
    private static final Pattern INSTALLATION = Pattern.compile("[0-9]{1,18}");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int LONG_FORM = 0x80;

    /**
     * Takes the configuration.
     *
     * @throws IllegalArgumentException where an id is none
     */
    public AppKey {
        if (!APP.matcher(app).matches() || !INSTALLATION.matcher(installation).matches()) {
            throw new IllegalArgumentException(
                    "'%s' and '%s' are no ids of a GitHub App and of its installation: expected for example 123456 and 98765432"
                            .formatted(app, installation));
        }
    }

    /**
     * A JSON Web Token (RFC 7519) by which GitHub knows the App itself, signed by RS256.
     *
     * @throws Refused where there is no key. The message never holds what the file does
     */
    public String jwt(Instant now) throws Refused {
        String signed = "%s.%s"
                .formatted(
                        encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}"),
                        encoded("{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
                                .formatted(
                                        now.minus(SKEW).getEpochSecond(),
                                        now.plus(LIFE).getEpochSecond(),
                                        app)));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (IOException e) {
            throw new Refused(
                    "the private key of GitHub App %s cannot be read from %s; correct the Secret that is mounted there"
                            .formatted(app, privateKey));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Refused(
                    "%s holds no private key of a GitHub App: expected an RSA key in PEM; put the one there that GitHub made for App %s"
                            .formatted(privateKey, app));
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.US_ASCII));
    }

    private PrivateKey key() throws IOException, GeneralSecurityException {
        Matcher pem = PEM.matcher(Files.readString(privateKey, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IllegalArgumentException("no PEM");
        }
        byte[] key = Base64.getMimeDecoder().decode(pem.group(2));
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(pem.group(1) == null ? key : pkcs8(key)));
    }

    /** PrivateKeyInfo (RFC 5208) around an RSAPrivateKey (RFC 8017), which the JDK does not read by itself. */
    private static byte[] pkcs8(byte[] pkcs1) {
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        // Version 0, and the algorithm rsaEncryption without parameters.
        info.writeBytes(HexFormat.of().parseHex("020100300d06092a864886f70d0101010500"));
        info.writeBytes(der(OCTETS, pkcs1));
        return der(SEQUENCE, info.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(LONG_FORM | Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write(content.length >>> shift);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
