package dev.roadworthy.git.manifest;

import dev.roadworthy.controller.port.GitHost.Value;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Values as scalars, and a string as one that every parser reads as that string. Those of YAML 1.1, which Kubernetes' own tools are, take
 * {@code on}, {@code 1:30} or {@code 1_000} for something else.
 */
final class Quoting {

    private static final Set<String> TEXT_TAGS = Set.of("!", "tag:yaml.org,2002:str");
    private static final Pattern TYPED = Pattern.compile("(?i)|~|null|y|n|yes|no|on|off|true|false|=|<<"
            + "|[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+)|[-+]?\\.inf|\\.nan"
            + "|[-+]?(\\.[0-9_]+|[0-9][0-9_]*(:[0-5]?[0-9])*(\\.[0-9_]*)?)(e[-+]?[0-9]+)?"
            + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t \\t].*)?");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/]([A-Za-z0-9._/@+:-]*[A-Za-z0-9._/@+-])?");

    /** A scalar as it is written. */
    record Written(String text, ScalarStyle style) {}

    private Quoting() {}

    /** Whether a plain scalar of that text is a string to all. */
    static boolean readsAsText(String plain) {
        return !TYPED.matcher(plain).matches();
    }

    static boolean isTextTag(String tag) {
        return TEXT_TAGS.contains(tag);
    }

    /** A value as people are told it. */
    static String shown(Value value) {
        return switch (value) {
            case Value.Text text -> doubleQuoted(text.text());
            case Value.Flag flag -> flag.toString();
        };
    }

    /**
     * Writes a value.
     *
     * @param wish as for a string; nothing else is ever quoted
     */
    static Written write(Value value, ScalarStyle wish, boolean flow) {
        return switch (value) {
            case Value.Text text -> write(text.text(), wish, flow);
            case Value.Flag flag -> new Written(flag.toString(), ScalarStyle.PLAIN);
        };
    }

    /**
     * Writes a string.
     *
     * @param wish the style that its neighbours or predecessor have; taken where it can say the string
     * @param flow whether it stands within braces, where older parsers end a plain scalar at a colon
     */
    static Written write(String value, ScalarStyle wish, boolean flow) {
        boolean printable = value.codePoints().noneMatch(Quoting::isEscaped);
        boolean plain = PLAIN.matcher(value).matches() && readsAsText(value) && !(flow && value.indexOf(':') >= 0);
        if (wish == ScalarStyle.SINGLE_QUOTED && printable) {
            return new Written("'" + value.replace("'", "''") + "'", ScalarStyle.SINGLE_QUOTED);
        }
        if (wish != ScalarStyle.DOUBLE_QUOTED && wish != ScalarStyle.SINGLE_QUOTED && plain) {
            return new Written(value, ScalarStyle.PLAIN);
        }
        return new Written(doubleQuoted(value), ScalarStyle.DOUBLE_QUOTED);
    }

    /** The string in double quotes, as YAML and JSON read it. */
    static String doubleQuoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (isEscaped(c)) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    /** Control characters, line breaks of whatever version, and the byte order mark. All stand in the basic plane. */
    private static boolean isEscaped(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
    }
}
