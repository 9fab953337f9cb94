package dev.roadworthy.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file in a bundle. Only the places of the layout are names at all, and their parts are made of the POSIX
 * portable file name characters and start with a letter, a digit or {@code _}. So no name is absolute, leads upwards,
 * hides (verifiers of other makers skip {@code .git} and the like), or reads differently on another file system.
 *
 * <p>The order is that of the archive: documents first, the model last, and by name within a section.
 *
 * @param value for example {@code model/model.onnx}
 */
public record BundlePath(@JsonValue String value) implements Comparable<BundlePath> {

    /** The signed release statement. */
    public static final BundlePath RELEASE = new BundlePath("release.json");

    /** The OMS signature over {@link Section#MODEL}. */
    public static final BundlePath MODEL_SIGNATURE = new BundlePath("model.sig");

    private static final String MODEL_PREFIX = "model/";

    /** The name field of a ustar header, less its end. */
    private static final int MAX_LENGTH = 99;

    private static final Comparator<BundlePath> ORDER =
            Comparator.comparing(BundlePath::section).thenComparing(BundlePath::value);

    /** The places of the layout, in the order of the archive. */
    public enum Section {
        RELEASE("release\\.json"),
        SIGNATURE("model\\.sig"),
        /** Reserved for the root documents, see docs/bundle.md. */
        ROOT("root/[1-9][0-9]{0,8}\\.json"),
        ATTESTATIONS("attestations/" + Section.PART + "\\.json"),
        MODEL("model(/" + Section.PART + ")+");

        private static final String PART = "[A-Za-z0-9_][A-Za-z0-9._-]*";

        private final Pattern form;

        Section(String form) {
            this.form = Pattern.compile(form);
        }
    }

    /**
     * Takes the name.
     *
     * @throws IllegalArgumentException where the layout has no such place
     */
    @JsonCreator
    public BundlePath {
        if (value.length() > MAX_LENGTH || sectionOf(value) == null) {
            throw new IllegalArgumentException(
                    ("'%s' is no place in a bundle; expected release.json, model.sig, root/<n>.json,"
                                    + " attestations/<name>.json or model/<name> of at most %d portable characters")
                            .formatted(value, MAX_LENGTH));
        }
    }

    /** The place of a file of the model, by its name within the model's directory. */
    public static BundlePath ofModel(String name) {
        return new BundlePath(MODEL_PREFIX + name);
    }

    /**
     * The name within the model's directory.
     *
     * @throws IllegalStateException where it is no file of the model
     */
    public String inModel() {
        if (section() != Section.MODEL) {
            throw new IllegalStateException("no file of the model: " + value);
        }
        return value.substring(MODEL_PREFIX.length());
    }

    /** Where it lies in the layout. */
    public Section section() {
        Section section = sectionOf(value);
        if (section == null) {
            throw new IllegalStateException("checked when it was made: " + value);
        }
        return section;
    }

    @Override
    public int compareTo(BundlePath other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return value;
    }

    private static @Nullable Section sectionOf(String value) {
        for (Section section : Section.values()) {
            if (section.form.matcher(value).matches()) {
                return section;
            }
        }
        return null;
    }
}
