package dev.roadworthy.git.access;

import dev.roadworthy.controller.port.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A secret in a file, where whoever rotates it puts the new one.
 *
 * @param path read for each use
 * @param what it is, for a message, for example {@code token}
 */
public record SecretFile(Path path, String what) {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    /**
     * The secret as it is now: one line of visible ASCII.
     *
     * @throws Refused where there is none. The message never holds what the file does
     */
    public String read() throws Refused {
        String secret;
        try {
            secret = Files.readString(path).strip();
        } catch (IOException e) {
            throw new Refused("the %s of the Git host cannot be read from %s; correct the Secret that is mounted there"
                    .formatted(what, path));
        }
        if (!FORM.matcher(secret).matches()) {
            throw new Refused("%s holds no %s: expected one line of visible ASCII; put the Git host's %s there"
                    .formatted(path, what, what));
        }
        return secret;
    }
}
