package dev.roadworthy.worker.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values, a record a line, with RFC 4180's double quotes within a line. Strict: every record has
 * the header's number of fields, and what is wrong is told with its line.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class Csv {

    /** Takes what was read. */
    interface Records {

        void header(List<String> names) throws MalformedRecordingException;

        /**
         * A record of as many fields as the header.
         *
         * @param line counted from 1
         */
        void record(long line, List<String> fields) throws MalformedRecordingException;
    }

    private Csv() {}

    /**
     * Reads a file. An empty one has neither header nor records.
     *
     * @param name of the file, for messages
     */
    static void read(Path file, String name, Records records) throws IOException, MalformedRecordingException {
        long line = 1;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String text = in.readLine();
            if (text == null) {
                return;
            }
            List<String> header = fields(text, name, line);
            records.header(header);
            for (text = in.readLine(); text != null; text = in.readLine()) {
                line++;
                List<String> fields = fields(text, name, line);
                if (fields.size() != header.size()) {
                    throw new MalformedRecordingException(
                            name, line, "%d fields, the header has %d".formatted(fields.size(), header.size()));
                }
                records.record(line, fields);
            }
        } catch (MalformedInputException e) {
            throw new MalformedRecordingException(name, line + 1, "not UTF-8");
        }
    }

    private static List<String> fields(String text, String name, long line) throws MalformedRecordingException {
        List<String> fields = new ArrayList<>(8);
        int at = 0;
        while (at <= text.length()) {
            if (at < text.length() && text.charAt(at) == '"') {
                int close = closingQuote(text, at);
                if (close < 0 || (close + 1 < text.length() && text.charAt(close + 1) != ',')) {
                    throw new MalformedRecordingException(name, line, "a quote that does not close");
                }
                fields.add(text.substring(at + 1, close).replace("\"\"", "\""));
                at = close + 2;
            } else {
                int comma = text.indexOf(',', at);
                int end = comma < 0 ? text.length() : comma;
                fields.add(text.substring(at, end));
                at = end + 1;
            }
        }
        return fields;
    }

    private static int closingQuote(String text, int open) {
        for (int i = text.indexOf('"', open + 1); i >= 0; i = text.indexOf('"', i + 1)) {
            if (i + 1 == text.length() || text.charAt(i + 1) != '"') {
                return i;
            }
            i++;
        }
        return -1;
    }
}
