package dev.roadworthy.cli.check.report;

/** What others wrote, as a part of a line: no manifest begins a line of a log, moves a terminal's cursor or breaks XML. */
final class Plain {

    private static final int REPLACEMENT = 0xFFFD;
    private static final int NO_CHARACTER = 0xFFFE;

    private Plain() {}

    /** The same with blanks for other white space, and U+FFFD for what nobody sees. */
    static String of(String text) {
        return text.codePoints()
                .map(Plain::shown)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int shown(int character) {
        if (Character.isWhitespace(character)) {
            return ' ';
        }
        return switch (Character.getType(character)) {
            // Format characters turn the direction in which a line is read.
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> REPLACEMENT;
            default -> (character & NO_CHARACTER) == NO_CHARACTER ? REPLACEMENT : character;
        };
    }
}
