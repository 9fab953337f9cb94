package dev.roadworthy.git.access;

import dev.roadworthy.controller.port.Refused;
import java.nio.file.Path;

/**
 * A token in a file, where whoever rotates it puts the new one.
 *
 * @param path read for each use
 */
public record TokenFile(Path path) implements Credentials, Token {

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
        return new SecretFile(path, "token").read();
    }
}
