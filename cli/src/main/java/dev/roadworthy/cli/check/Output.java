package dev.roadworthy.cli.check;

import dev.roadworthy.cli.check.report.Format;
import dev.roadworthy.cli.check.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;

/**
 * Where a report goes, and in which form.
 *
 * @param file null for standard output
 */
record Output(Format format, @Nullable Path file) {

    /** {@code FORMAT} or {@code FORMAT=FILE}. */
    static final class Syntax implements ITypeConverter<Output> {

        @Override
        public Output convert(String text) {
            int equals = text.indexOf('=');
            String format = equals < 0 ? text : text.substring(0, equals);
            try {
                return new Output(
                        Format.valueOf(format.toUpperCase(Locale.ROOT)),
                        equals < 0 ? null : Path.of(text.substring(equals + 1)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "'%s' is no form of a report; there are text, json, sarif, junit and markdown, for example sarif=check.sarif"
                                .formatted(text),
                        e);
            }
        }
    }

    void write(Report report, PrintWriter out) throws IOException {
        if (file == null) {
            out.print(format.write(report));
            out.flush();
        } else {
            Files.writeString(file, format.write(report));
        }
    }
}
