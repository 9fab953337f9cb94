package dev.roadworthy.worker.evaluate;

import dev.roadworthy.contract.MetricReport.Metric;
import java.util.List;

/**
 * Draws values of 0 to 1 with their intervals, a row each, as SVG. Colours come from the page's style.
 *
 * @param title for those who cannot see it
 * @param rows from top to bottom
 */
record IntervalPlot(String title, List<Row> rows) {

    private static final int LABELS = 170;
    private static final int PLOT = 420;
    private static final int VALUES = 150;
    private static final int ROW = 26;
    private static final int AXIS = 24;
    private static final int LABEL_LENGTH = 24;

    /** A metric under a name. */
    record Row(String label, Metric metric) {}

    String svg() {
        int height = rows.size() * ROW + AXIS;
        StringBuilder svg = new StringBuilder();
        svg.append(Html.format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
                LABELS + PLOT + VALUES, height, Html.text(title)));
        for (int tick = 0; tick <= 4; tick++) {
            double value = tick / 4.0;
            svg.append(Html.format(
                    "<line class=\"grid\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"0\" y2=\"%2$d\"/>"
                            + "<text class=\"tick\" x=\"%1$.1f\" y=\"%3$d\">%4$.2f</text>\n",
                    x(value), height - AXIS, height - 6, value));
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.append(row(rows.get(i), i * ROW + ROW / 2));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String row(Row row, int y) {
        Metric metric = row.metric();
        String label =
                row.label().length() <= LABEL_LENGTH ? row.label() : row.label().substring(0, LABEL_LENGTH - 1) + "…";
        String name =
                Html.format("<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>", LABELS - 10, y + 4, Html.text(label));
        Double value = metric.value();
        if (value == null) {
            return Html.format(
                    "%s<text class=\"none\" x=\"%d\" y=\"%d\">nothing to measure</text>\n", name, LABELS + 8, y + 4);
        }
        Double low = metric.low();
        Double high = metric.high();
        String interval = low == null || high == null
                ? ""
                : Html.format(
                        "<line class=\"interval\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                        x(low), x(high), y, y);
        return Html.format(
                "%s%s<circle class=\"value\" cx=\"%.1f\" cy=\"%d\" r=\"4\"/><text class=\"number\" x=\"%d\" y=\"%d\">%s</text>\n",
                name,
                interval,
                x(value),
                y,
                LABELS + PLOT + 12,
                y + 4,
                Html.text(Numbers.withInterval(value, low, high)));
    }

    private static double x(double value) {
        return LABELS + value * PLOT;
    }
}
