package dev.roadworthy.cli.check.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Rule;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import java.util.List;

/** The fields of a kind, and no others: as an API server takes a manifest whose fields it validates strictly. */
final class SchemaRule {

    private final Schema schema;

    SchemaRule(Kind kind) {
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).build();
        this.schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_4, builder -> builder.schemaRegistryConfig(config))
                .getSchema(closed(Schemas.of(kind)));
    }

    List<Finding> check(Declared declared) {
        return schema.validate(declared.body()).stream()
                .map(message -> finding(declared, message))
                .toList();
    }

    private static Finding finding(Declared declared, Error message) {
        String where = message.getInstanceLocation().toString();
        String unknown = message.getProperty();
        boolean isUnknown = "additionalProperties".equals(message.getKeyword()) && unknown != null;
        String text = isUnknown
                ? "unknown field '%s'%s".formatted(unknown, where.isEmpty() ? "" : " in " + path(where))
                : path(where) + ": " + message.getMessage();
        return Finding.error(Rule.SCHEMA, declared, isUnknown ? where + "/" + unknown : where, text);
    }

    /** As people write it. */
    static String path(String pointer) {
        return pointer.isEmpty()
                ? "the manifest"
                : pointer.substring(1).replaceAll("/([0-9]+)", "[$1]").replace('/', '.');
    }

    /** OpenAPI lets unknown fields through; strict validation does not. */
    private static JsonNode closed(JsonNode schema) {
        ObjectNode closed = schema.deepCopy();
        forget(closed);
        ObjectNode properties = (ObjectNode) closed.path("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object");
        properties.properties().stream()
                .filter(field -> !"metadata".equals(field.getKey()))
                .forEach(field -> close(field.getValue()));
        closed.put("additionalProperties", false);
        return closed;
    }

    private static void close(JsonNode schema) {
        forget(schema);
        if (schema instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
            object.path("properties").forEach(SchemaRule::close);
        }
        if (schema.path("additionalProperties").isObject()) {
            close(schema.path("additionalProperties"));
        }
        if (schema.has("items")) {
            close(schema.path("items"));
        }
    }

    /** What is for the API server alone: the validator would tell each time that it does not know it. */
    private static void forget(JsonNode schema) {
        if (schema instanceof ObjectNode keywords) {
            keywords.properties().removeIf(keyword -> keyword.getKey().startsWith("x-kubernetes-"));
        }
    }
}
