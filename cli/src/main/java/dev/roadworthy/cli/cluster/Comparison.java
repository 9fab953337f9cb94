package dev.roadworthy.cli.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.cli.cluster.Facts.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where two differ, field by field.
 *
 * @param left what the first is called
 * @param right what the second is called
 * @param differences inputs first, in the order in which they are declared
 * @param same how many fields are the same
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Comparison(String left, String right, List<Difference> differences, int same) {

    private static final Pattern DIGEST = Pattern.compile("(sha256:[0-9a-f]{12})[0-9a-f]{52}");

    /**
     * A field in which they differ.
     *
     * @param left null where the first lacks it
     * @param right null where the second lacks it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Difference(
            Part part,
            String field,
            @Nullable String left,
            @Nullable String right) {}

    static Comparison of(String left, Facts leftFacts, String right, Facts rightFacts) {
        List<Difference> differences = new ArrayList<>();
        int same = 0;
        for (Part part : Part.values()) {
            Map<String, String> first = leftFacts.fields().getOrDefault(part, Map.of());
            Map<String, String> second = rightFacts.fields().getOrDefault(part, Map.of());
            Set<String> fields = new LinkedHashSet<>(first.keySet());
            fields.addAll(second.keySet());
            for (String field : fields) {
                if (Objects.equals(first.get(field), second.get(field))) {
                    same++;
                } else {
                    differences.add(new Difference(part, field, first.get(field), second.get(field)));
                }
            }
        }
        return new Comparison(left, right, List.copyOf(differences), same);
    }

    /** The first input that differs: what else differs may come of it. */
    Optional<Difference> first() {
        return differences.stream().filter(each -> each.part() == Part.INPUT).findFirst();
    }

    /** For people. */
    String text() {
        if (differences.isEmpty()) {
            return "%s and %s are the same in all %d fields%n".formatted(left, right, same);
        }
        boolean brief = isToldApartBriefly();
        Table table = new Table("", "FIELD", left, right);
        for (Difference each : differences) {
            table.row(
                    each.equals(first().orElse(null)) ? ">" : "",
                    "%s %s".formatted(each.part().name().toLowerCase(Locale.ROOT), each.field()),
                    word(each.left(), brief),
                    word(each.right(), brief));
        }
        return "%s%n%s%n"
                .formatted(
                        String.join(System.lineSeparator(), table.lines()),
                        first().map(_ -> "%d fields are the same; > is the first input that differs".formatted(same))
                                .orElse("%d fields are the same, all inputs among them".formatted(same)));
    }

    /** For programs. */
    String json() {
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(this)
                    + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts is JSON", e);
        }
    }

    private boolean isToldApartBriefly() {
        return differences.stream().noneMatch(each -> word(each.left(), true).equals(word(each.right(), true)));
    }

    private static String word(@Nullable String value, boolean brief) {
        String word = Objects.requireNonNullElse(value, "-");
        return brief ? DIGEST.matcher(word).replaceAll("$1") : word;
    }
}
