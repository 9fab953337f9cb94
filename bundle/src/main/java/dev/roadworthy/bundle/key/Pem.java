package dev.roadworthy.bundle.key;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of a PEM text (RFC 7468). */
final class Pem {

    static final String PUBLIC_KEY = "PUBLIC KEY";

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final String label;
    private final byte[] der;

    private Pem(String label, byte[] der) {
        this.label = label;
        this.der = der;
    }

    /**
     * All blocks of a text; what stands between them is skipped, as everywhere.
     *
     * @throws InvalidKeyException where there is none, one is encrypted, or its content is not base64
     */
    static List<Pem> read(String text) throws InvalidKeyException {
        List<Pem> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            String label = matcher.group(1);
            String body = matcher.group(2);
            if (label.contains("ENCRYPTED") || body.contains("ENCRYPTED")) {
                throw new InvalidKeyException("the key is encrypted; give it without a passphrase, for example by"
                        + " 'openssl pkcs8 -topk8 -nocrypt', and keep it in a Secret");
            }
            try {
                blocks.add(new Pem(
                        label, Base64.getDecoder().decode(SPACE.matcher(body).replaceAll(""))));
            } catch (IllegalArgumentException e) {
                // Without the cause: its message can quote the key.
                throw new InvalidKeyException("the PEM block '%s' is not base64".formatted(label));
            }
        }
        if (blocks.isEmpty()) {
            throw new InvalidKeyException("no PEM block; expected -----BEGIN … KEY-----");
        }
        return blocks;
    }

    /** The text of one block: 64 columns, LF, a final newline. */
    static String write(String label, byte[] der) {
        String body = new String(LINES.encode(der), StandardCharsets.US_ASCII);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
    }

    String label() {
        return label;
    }

    byte[] der() {
        return der.clone();
    }
}
