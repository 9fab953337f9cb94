package dev.roadworthy.git.access;

import dev.roadworthy.controller.port.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A token in a file, where whoever rotates it puts the new one.
 *
 * @param path read for each use
 */
public record TokenFile(Path path) implements Credentials, Token {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    @Override
    public String self() {
        return "user";
    }

    @Override
    public String name() {
        return "the token in " + path;
    }

    @Override
    public String read() throws Refused {
        String token;
        try {
            token = Files.readString(path).strip();
        } catch (IOException e) {
            throw new Refused(
                    "the token of the Git host cannot be read from %s; correct the Secret that is mounted there"
                            .formatted(path));
        }
        if (!FORM.matcher(token).matches()) {
            throw new Refused("%s holds no token: expected one line of visible ASCII; put the Git host's token there"
                    .formatted(path));
        }
        return token;
    }
}
