package dev.roadworthy.worker.stage;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes {@code frames.csv} of a staged dataset.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class FramesCsv implements AutoCloseable {

    private static final List<String> HEADER = List.of("frame", "label", "split", "ride", "width", "height");

    private final Path root;
    private final Writer out;

    private FramesCsv(Path root, Writer out) {
        this.root = root;
        this.out = out;
    }

    /** Opens the file anew. Paths in it are relative to {@code root}. */
    static FramesCsv create(Path root, Path file) throws IOException {
        FramesCsv csv = new FramesCsv(root, Files.newBufferedWriter(file));
        csv.line(HEADER);
        return csv;
    }

    void add(StagedFrame frame) throws IOException {
        FrameRow row = frame.row();
        Path label = frame.label();
        line(List.of(
                relative(frame.image()),
                label == null ? "" : relative(label),
                row.split(),
                row.ride(),
                Integer.toString(row.width()),
                Integer.toString(row.height())));
    }

    private String relative(Path path) {
        return root.relativize(path).toString();
    }

    private void line(List<String> fields) throws IOException {
        out.write(fields.stream().map(FramesCsv::quoted).collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
