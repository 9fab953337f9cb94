package dev.roadworthy.cli.cluster;

import dev.roadworthy.cli.cluster.Standing.Health;
import dev.roadworthy.cli.object.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** How those stand that are waited for, and whether that is the end of it. */
final class Wait {

    private final Map<Target, Standing> standings = new LinkedHashMap<>();
    private final boolean people;

    /**
     * Nothing is known of them yet.
     *
     * @param people whether it goes on where a person must act
     */
    Wait(List<Target> targets, boolean people) {
        targets.forEach(target -> standings.put(target, Standing.MISSING));
        this.people = people;
    }

    /** Whether that is something new. */
    boolean sees(Target target, Standing standing) {
        return !standing.equals(standings.put(target, standing));
    }

    /** The exit code; empty while it goes on. One that failed is the end, whatever becomes of the others. */
    OptionalInt end() {
        if (any(Health.DEGRADED)) {
            return OptionalInt.of(Exit.DEGRADED);
        }
        if (any(Health.PROGRESSING)) {
            return OptionalInt.empty();
        }
        if (any(Health.SUSPENDED)) {
            return people ? OptionalInt.empty() : OptionalInt.of(Exit.ACTION_REQUIRED);
        }
        return OptionalInt.of(Exit.OK);
    }

    private boolean any(Health health) {
        return standings.values().stream().anyMatch(standing -> standing.health() == health);
    }

    /** Those that are not done, with how they stand. */
    List<String> open() {
        return standings.entrySet().stream()
                .filter(each -> each.getValue().health() != Health.HEALTHY)
                .map(each -> "%s  %s".formatted(each.getKey(), each.getValue()))
                .toList();
    }
}
