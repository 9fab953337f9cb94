package dev.roadworthy.git.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with its documents, cut apart before anything is parsed: what is broken in one says nothing of another, and
 * no more than one is held as a tree.
 *
 * @param path in the repository
 * @param text all of it, also a byte order mark
 * @param documents one behind the other
 */
record YamlFile(String path, String text, List<Part> documents) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** At the begin of a line, wherever that is: no scalar can hold one. */
    private static final Pattern MARKER =
            Pattern.compile("(?<![^\\r\\n" + BYTE_ORDER_MARK + "])(---|\\.\\.\\.)(?=[ \\t\\r\\n]|\\z)");

    private static final Pattern BREAK = Pattern.compile("\\r\\n?|\\n");

    /** A document, with its marker and whatever stands before the next one. Offsets in the text. */
    record Part(int start, int end) {}

    YamlFile(String path, String text) {
        this(path, text, parts(text));
    }

    static YamlFile of(String path, byte[] content) throws MalformedYaml {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return new YamlFile(path, text);
        } catch (CharacterCodingException e) {
            throw new MalformedYaml("it is not in UTF-8");
        }
    }

    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        Matcher marker = MARKER.matcher(text);
        while (marker.find()) {
            boolean ends = ".".equals(marker.group().substring(0, 1));
            // What stands before the first marker may be its directives and comments.
            int cut = ends ? nextLine(text, marker.end()) : marker.start();
            if (ends || hasContent(text.substring(start, cut))) {
                parts.add(new Part(start, cut));
                start = cut;
            }
        }
        parts.add(new Part(start, text.length()));
        return List.copyOf(parts);
    }

    private static boolean hasContent(String text) {
        return text.lines()
                .map(String::stripLeading)
                .anyMatch(line -> !line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != '%');
    }

    String textOf(Part part) {
        return text.substring(part.start(), part.end());
    }

    /** The line of an offset, from 1. */
    int line(int offset) {
        Matcher breaks = BREAK.matcher(text).region(0, offset);
        int line = 1;
        while (breaks.find()) {
            line++;
        }
        return line;
    }

    /** Where the line of an offset begins, behind a byte order mark. */
    int lineStart(int offset) {
        int start = offset;
        while (start > 0 && !isBreak(text.charAt(start - 1)) && text.charAt(start - 1) != BYTE_ORDER_MARK) {
            start--;
        }
        return start;
    }

    /** Where the line of an offset ends, before its break. */
    int lineEnd(int offset) {
        int end = offset;
        while (end < text.length() && !isBreak(text.charAt(end))) {
            end++;
        }
        return end;
    }

    int column(int offset) {
        return text.codePointCount(lineStart(offset), offset);
    }

    boolean startsLine(int offset) {
        return offset > 0 && isBreak(text.charAt(offset - 1));
    }

    /** Where the line before ends, for an offset at which one begins. */
    int lineEndBefore(int lineStart) {
        boolean pair = lineStart > 1 && text.charAt(lineStart - 1) == '\n' && text.charAt(lineStart - 2) == '\r';
        return lineStart - (pair ? 2 : 1);
    }

    /** The line break that is the custom around an offset: that of its line, or of the one before. */
    String lineBreak(int offset) {
        int end = lineEnd(offset);
        if (end == text.length()) {
            int start = lineStart(offset);
            end = startsLine(start) ? lineEndBefore(start) : text.length();
        }
        Matcher found = BREAK.matcher(text).region(end, text.length());
        return found.lookingAt() ? found.group() : "\n";
    }

    /** The file with one stretch of it replaced. */
    byte[] with(Splice splice) {
        return (text.substring(0, splice.start()) + splice.text() + text.substring(splice.end()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static int nextLine(String text, int offset) {
        Matcher found = BREAK.matcher(text);
        return found.find(offset) ? found.end() : text.length();
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
