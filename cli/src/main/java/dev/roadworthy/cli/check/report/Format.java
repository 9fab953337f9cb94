package dev.roadworthy.cli.check.report;

/** The forms of a report. */
public enum Format {
    /** For a terminal. */
    TEXT,
    /** All of it, for programs. */
    JSON,
    /** What is wrong, for code scanning: SARIF 2.1.0. */
    SARIF,
    /** An object a test, for CI servers: the XML of JUnit, as Ant began it. */
    JUNIT,
    /** A comment on a pull request. */
    MARKDOWN;

    /** A report in this form; ends with a line break. */
    public String write(Report report) {
        return switch (this) {
            case TEXT -> TextReport.of(report);
            case JSON -> JsonReport.of(report);
            case SARIF -> SarifReport.of(report);
            case JUNIT -> JUnitReport.of(report);
            case MARKDOWN -> MarkdownReport.of(report);
        };
    }
}
