package dev.roadworthy.cli.check.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.object.ObjectName;
import java.util.Map;
import java.util.Optional;

/**
 * What there is now.
 *
 * @param objects as a cluster has them, by their names; empty without a cluster
 * @param results of the artifact store of its operator
 */
public record Live(Map<ObjectName, JsonNode> objects, KnownResults results) {

    /** Where no cluster was asked. */
    public static final Live UNKNOWN = new Live(Map.of(), KnownResults.NONE);

    public Live {
        objects = Map.copyOf(objects);
    }

    /** An object, where it is there. */
    Optional<JsonNode> find(ObjectName name) {
        return Optional.ofNullable(objects.get(name));
    }

    /** Its status; empty where it is not there or has none. */
    <S> Optional<S> status(ObjectName name, Class<S> type) {
        return find(name)
                .map(object -> object.path("status"))
                .filter(JsonNode::isObject)
                .map(status -> Inputs.read(status, type));
    }
}
