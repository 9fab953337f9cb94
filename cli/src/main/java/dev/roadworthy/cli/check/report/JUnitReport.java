package dev.roadworthy.cli.check.report;

import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Level;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.Target;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Each object, and each file that is none, as a test: with errors it fails, and warnings are its output. */
final class JUnitReport {

    private JUnitReport() {}

    static String of(Report report) {
        Set<Target> ambiguous = ambiguous(report);
        Map<String, List<Finding>> findings =
                report.findings().stream().collect(Collectors.groupingBy(finding -> test(finding, ambiguous)));
        Map<String, String> tests = new TreeMap<>();
        report.findings()
                .forEach(finding ->
                        tests.put(test(finding, ambiguous), finding.place().path()));
        report.checked().forEach((name, path) -> tests.put(test(name, ambiguous), path));
        long failed = tests.keySet().stream()
                .filter(test -> has(findings.getOrDefault(test, List.of()), Level.ERROR))
                .count();
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "roadworthy check");
            xml.writeAttribute("tests", Integer.toString(tests.size()));
            xml.writeAttribute("failures", Long.toString(failed));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", "0");
            xml.writeAttribute("time", "0");
            for (Map.Entry<String, String> test : tests.entrySet()) {
                write(xml, test.getKey(), test.getValue(), findings.getOrDefault(test.getKey(), List.of()));
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return text.append("\n").toString();
    }

    /** Those that are in several namespaces: readers tell tests apart by their names. */
    private static Set<Target> ambiguous(Report report) {
        Set<Target> seen = new HashSet<>();
        return report.checked().keySet().stream()
                .map(ObjectName::target)
                .filter(target -> !seen.add(target))
                .collect(Collectors.toSet());
    }

    private static String test(Finding finding, Set<Target> ambiguous) {
        return finding.object() == null ? finding.place().path() : test(finding.object(), ambiguous);
    }

    private static String test(ObjectName name, Set<Target> ambiguous) {
        return ambiguous.contains(name.target()) ? "%s in %s".formatted(name, name.namespace()) : name.toString();
    }

    private static boolean has(List<Finding> findings, Level level) {
        return findings.stream().anyMatch(finding -> finding.level() == level);
    }

    private static void write(XMLStreamWriter xml, String name, String path, List<Finding> findings)
            throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", Plain.of(path));
        xml.writeAttribute("name", Plain.of(name));
        xml.writeAttribute("file", Plain.of(path));
        xml.writeAttribute("time", "0");
        Optional<Finding> error = findings.stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .findFirst();
        if (error.isPresent()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("type", error.get().rule().id());
            xml.writeAttribute("message", Plain.of(error.get().message()));
            xml.writeCharacters(lines(findings, Level.ERROR));
            xml.writeEndElement();
        }
        if (has(findings, Level.WARNING)) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(lines(findings, Level.WARNING));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String lines(List<Finding> findings, Level level) {
        return findings.stream()
                .filter(finding -> finding.level() == level)
                .map(TextReport::line)
                .collect(Collectors.joining("\n"));
    }
}
