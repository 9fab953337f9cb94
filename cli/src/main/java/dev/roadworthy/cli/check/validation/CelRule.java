package dev.roadworthy.cli.check.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Rule;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules of a kind ({@code x-kubernetes-validations}), in the Common Expression Language. Of what Kubernetes adds to
 * the language, {@code isSorted} and {@code isQuantity} are known here.
 */
final class CelRule {

    private static final String RULES = "x-kubernetes-validations";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
    private static final Pattern QUANTITY =
            Pattern.compile("[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?");

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("self", SimpleType.DYN)
            .addFunctionDeclarations(
                    CelFunctionDecl.newFunctionDeclaration(
                            "isSorted",
                            CelOverloadDecl.newMemberOverload(
                                    "list_is_sorted", SimpleType.BOOL, ListType.create(SimpleType.DYN))),
                    CelFunctionDecl.newFunctionDeclaration(
                            "isQuantity",
                            CelOverloadDecl.newGlobalOverload("is_quantity", SimpleType.BOOL, SimpleType.STRING)))
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .addFunctionBindings(
                    CelFunctionBinding.from("list_is_sorted", List.class, CelRule::isSorted),
                    CelFunctionBinding.from("is_quantity", String.class, text -> QUANTITY.matcher(text)
                            .matches()))
            .build();

    private final JsonNode schema;
    private final Map<String, CelRuntime.Program> programs = new HashMap<>();

    CelRule(Kind kind) {
        this.schema = Schemas.of(kind);
    }

    /** Of a manifest that has the fields of its kind. */
    List<Finding> check(Declared declared) {
        List<Finding> findings = new ArrayList<>();
        check(schema, declared.body(), "", declared, findings);
        return findings;
    }

    private void check(JsonNode schema, JsonNode value, String pointer, Declared declared, List<Finding> findings) {
        for (JsonNode rule : schema.path(RULES)) {
            if (!holds(rule.path("rule").asText(), value)) {
                findings.add(Finding.error(
                        Rule.CEL,
                        declared,
                        pointer,
                        "%s: %s"
                                .formatted(
                                        SchemaRule.path(pointer),
                                        rule.path("message")
                                                .asText(rule.path("rule").asText()))));
            }
        }
        if (value.isObject()) {
            JsonNode others = schema.path("additionalProperties");
            value.properties().forEach(field -> {
                JsonNode known = schema.path("properties").path(field.getKey());
                String below = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
                check(known.isMissingNode() ? others : known, field.getValue(), below, declared, findings);
            });
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.path("items"), value.get(i), pointer + "/" + i, declared, findings);
            }
        }
    }

    private boolean holds(String rule, JsonNode value) {
        try {
            Object self = JSON.treeToValue(value, Object.class);
            return Boolean.TRUE.equals(
                    programs.computeIfAbsent(rule, CelRule::compile).eval(Map.of("self", longs(self))));
        } catch (CelEvaluationException | com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("the rule '%s' fails: %s".formatted(rule, e.getMessage()), e);
        }
    }

    static CelRuntime.Program compile(String rule) {
        try {
            return RUNTIME.createProgram(COMPILER.compile(rule).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("the rule '%s' cannot be read: %s".formatted(rule, e.getMessage()), e);
        }
    }

    /** The language has integers of 64 bit alone. */
    private static Object longs(Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case List<?> list -> list.stream().map(CelRule::longs).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> all = new HashMap<>();
                map.forEach((key, each) -> all.put(key, longs(each)));
                yield all;
            }
            default -> value;
        };
    }

    private static boolean isSorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (compare(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object first, Object second) {
        return ((Comparable<Object>) first).compareTo(second);
    }
}
