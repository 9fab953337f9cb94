package dev.roadworthy.vehicle.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A vehicle of a simulated fleet.
 *
 * @param id its name at the bridge, and of its directory
 * @param token its secret
 */
public record Member(String id, String token) {

    // As the bridge enrols them; nothing of it leads out of a directory.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /**
     * Reads a fleet: a vehicle a line, its name and its token with a space between. Empty lines and those that begin with
     * {@code #} are skipped.
     *
     * @throws IOException where the file cannot be read, or a line is something else; the message tells no token
     */
    public static List<Member> read(Path file) throws IOException {
        List<Member> members = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split("\\s+", -1);
            if (words.length != 2 || !ID.matcher(words[0]).matches()) {
                throw new IOException("%s, line %d: expected a vehicle's name and its token, with a space between"
                        .formatted(file, number));
            }
            if (!ids.add(words[0])) {
                throw new IOException("%s, line %d: '%s' is there twice; give each vehicle one line"
                        .formatted(file, number, words[0]));
            }
            members.add(new Member(words[0], words[1]));
        }
        return members;
    }

    @Override
    public String toString() {
        return id;
    }
}
