package dev.roadworthy.worker.evaluate;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.EvaluateRequest;
import dev.roadworthy.contract.MetricReport.Difference;
import dev.roadworthy.contract.MetricReport.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The report for people: one HTML page that needs nothing else, not even a network, and no script.
 *
 * @param classes of the dataset, without background
 * @param metrics of the whole split and then of each slice
 * @param worst frames, the worst first
 */
record ReportPage(EvaluateRequest request, List<String> classes, List<Metric> metrics, List<WorstFrames.Seen> worst) {

    private static final String STYLE = "report.css";

    String html() throws IOException {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(Html.format(
                        "<title>Evaluation of model %s</title>\n",
                        request.model().digest().abbreviated()))
                .append("<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n");
        page.append(heading());
        page.append(plots());
        page.append(table());
        page.append(worstFrames());
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String style() throws IOException {
        try (InputStream in = Objects.requireNonNull(ReportPage.class.getResourceAsStream(STYLE), STYLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String heading() {
        Metric whole = metrics.getFirst();
        ArtifactRef baseline = request.baseline();
        StringBuilder heading = new StringBuilder();
        heading.append(Html.format(
                "<h1>Mean IoU <b>%s</b></h1>\n",
                Html.text(Numbers.withInterval(whole.value(), whole.low(), whole.high()))));
        heading.append(Html.format(
                "<p>Split <b>%s</b>: %d labelled frames of %d rides.",
                Html.text(request.split()), whole.frames(), whole.rides()));
        Difference difference = whole.difference();
        if (difference != null) {
            heading.append(Html.format(
                    " Beside the baseline: <b>%s</b>.",
                    Html.text(Numbers.difference(difference.value(), difference.low(), difference.high()))));
        }
        heading.append("</p>\n<dl>\n")
                .append(fact("Model", request.model().digest().value()))
                .append(fact(
                        "Baseline",
                        baseline == null ? "none" : baseline.digest().value()))
                .append(fact("Dataset", request.dataset().value()))
                .append(fact("Seed", Long.toString(request.seed())))
                .append("</dl>\n");
        return heading.append(
                        "<p class=\"note\">Brackets are percentile bootstrap intervals of 95 % over rides; with fewer"
                                + " than two rides there is none. A mean is over the named classes, without background.</p>\n")
                .toString();
    }

    private static String fact(String name, String value) {
        return Html.format("<dt>%s</dt><dd>%s</dd>\n", name, Html.text(value));
    }

    private String plots() {
        List<IntervalPlot.Row> byClass = new ArrayList<>();
        List<IntervalPlot.Row> bySlice = new ArrayList<>();
        for (Metric metric : metrics) {
            String className = metric.className();
            String slice = metric.slice();
            if (metric.name().equals("iou") && slice == null && className != null) {
                byClass.add(new IntervalPlot.Row(className, metric));
            } else if (metric.name().equals("meanIoU")) {
                bySlice.add(new IntervalPlot.Row(slice == null ? "whole split" : slice, metric));
            }
        }
        return "<h2>IoU of each class</h2>\n"
                + new IntervalPlot("IoU of each class", byClass).svg()
                + "<h2>Mean IoU of each slice</h2>\n"
                + new IntervalPlot("Mean IoU of each slice", bySlice).svg();
    }

    private String table() {
        StringBuilder table = new StringBuilder("<h2>All metrics</h2>\n<div class=\"scroll\"><table>\n<thead><tr>"
                + "<th>slice</th><th>class</th><th>metric</th><th class=\"n\">value</th><th class=\"n\">beside the baseline</th>"
                + "<th class=\"n\">frames</th><th class=\"n\">rides</th></tr></thead>\n<tbody>\n");
        for (Metric metric : metrics) {
            Difference difference = metric.difference();
            table.append(Html.format(
                    "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%d</td><td class=\"n\">%d</td></tr>\n",
                    orElse(metric.slice(), "whole split"),
                    orElse(metric.className(), "mean"),
                    metric.name(),
                    Numbers.withInterval(metric.value(), metric.low(), metric.high()),
                    difference == null
                            ? "–"
                            : Numbers.difference(difference.value(), difference.low(), difference.high()),
                    metric.frames(),
                    metric.rides()));
        }
        return table.append("</tbody>\n</table></div>\n").toString();
    }

    private static String orElse(@Nullable String name, String other) {
        return name == null ? other : Html.text(name);
    }

    private String worstFrames() throws IOException {
        StringBuilder figures = new StringBuilder(
                "<h2>Worst frames</h2>\n<p class=\"note\">Frame, mask, prediction.</p>\n<p class=\"legend\">");
        List<String> names = new ArrayList<>(List.of("background"));
        names.addAll(classes);
        for (int channel = 0; channel < names.size(); channel++) {
            figures.append(swatch(ClassColors.css(channel), names.get(channel)));
        }
        figures.append(swatch(ClassColors.css(255), "ignored")).append("</p>\n<div class=\"worst\">\n");
        for (WorstFrames.Seen seen : worst) {
            figures.append(WorstFigure.html(seen));
        }
        return figures.append("</div>\n").toString();
    }

    private static String swatch(String color, String name) {
        return Html.format("<span><i style=\"background:%s\"></i>%s</span> ", color, Html.text(name));
    }
}
