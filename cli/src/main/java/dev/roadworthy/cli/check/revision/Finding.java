package dev.roadworthy.cli.check.revision;

import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.manifest.Mistake;
import dev.roadworthy.cli.manifest.Place;
import dev.roadworthy.cli.object.ObjectName;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something about a revision that a person should know.
 *
 * @param object that it is about; null where none is known
 * @param message what is wrong, and what to do
 */
public record Finding(
        Level level, Rule rule, Place place, @Nullable ObjectName object, String message) {

    /** Errors first, then by place. */
    public static final Comparator<Finding> ORDER = Comparator.comparing(Finding::level)
            .thenComparing(finding -> finding.place().path())
            .thenComparing(finding -> finding.place().line());

    /** How bad it is. */
    public enum Level {
        /** The check fails. */
        ERROR,
        /** It may be meant so. */
        WARNING
    }

    /** What found it. */
    public enum Rule {
        YAML("yaml", "A file is YAML or JSON, and each object stands in it once."),
        SCHEMA("schema", "A manifest has the fields of its kind, and no others."),
        CEL("cel", "A manifest keeps the rules of its kind."),
        SERVER("server", "The API server takes the manifest."),
        REFERENCE("reference", "What a manifest names is there."),
        LEAKAGE("leakage", "A model is measured on rides that it has not seen."),
        APPROVAL("approval", "An approval is of the candidate that is released."),
        BUDGET("budget", "A change asks for no more labels and GPU hours than it may.");

        private final String id;
        private final String description;

        Rule(String id, String description) {
            this.id = id;
            this.description = description;
        }

        /** One lower-case word. */
        public String id() {
            return id;
        }

        /** Whether what it finds is never applied. */
        public boolean isOfApiServer() {
            return this == SCHEMA || this == CEL || this == SERVER;
        }

        /** What holds where it finds nothing. */
        public String description() {
            return description;
        }
    }

    static Finding of(Mistake mistake) {
        Rule rule =
                switch (mistake.type()) {
                    case FILE -> Rule.YAML;
                    case OBJECT -> Rule.SCHEMA;
                };
        return new Finding(Level.ERROR, rule, mistake.place(), mistake.object(), mistake.message());
    }

    public static Finding error(Rule rule, Declared declared, String pointer, String message) {
        return new Finding(Level.ERROR, rule, declared.place(pointer), declared.name(), message);
    }

    public static Finding warning(Rule rule, Declared declared, String pointer, String message) {
        return new Finding(Level.WARNING, rule, declared.place(pointer), declared.name(), message);
    }
}
