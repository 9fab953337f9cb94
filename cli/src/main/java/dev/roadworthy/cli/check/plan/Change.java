package dev.roadworthy.cli.check.plan;

import dev.roadworthy.cli.manifest.Place;
import dev.roadworthy.cli.object.ObjectName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that a merge touches.
 *
 * @param before the name under which the same spec stood before; null where it is no other
 * @param place in the later revision, or of what is deleted in the earlier one
 * @param fields that differ, those that are inputs first
 * @param cost what it takes
 * @param details what else there is to know, of a release its vehicles
 */
public record Change(
        ObjectName object,
        Action action,
        @Nullable ObjectName before,
        Place place,
        List<FieldChange> fields,
        Effect effect,
        Cost cost,
        List<String> details) {

    /** What happens to the manifest. */
    public enum Action {
        CREATED("+"),
        CHANGED("~"),
        RENAMED("→"),
        DELETED("-"),
        UNCHANGED(" ");

        private final String sign;

        Action(String sign) {
            this.sign = sign;
        }

        /** One character, as tools that plan write it. */
        public String sign() {
            return sign;
        }
    }
}
