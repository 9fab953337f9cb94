package dev.roadworthy.worker.evaluate;

import java.util.Locale;

/** Text of a page. */
final class Html {

    private Html() {}

    /** Text for an element or a quoted attribute. */
    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Formats with a point in numbers wherever the process runs. */
    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
