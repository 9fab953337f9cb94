package dev.roadworthy.operator;

import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.Unavailable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events of runs that the collector of lineage does not have yet, in the artifact store: they outlive the operator and their
 * objects. {@code openlineage/pending/} has them in the order of their times, {@code openlineage/sent/} those that the
 * collector has taken, one for each run and type, and {@code openlineage/refused/} those that it does not want.
 */
final class RunOutbox {

    private static final String PENDING = "openlineage/pending/";
    private static final String SENT = "openlineage/sent/";
    private static final String REFUSED = "openlineage/refused/";
    // Keys sort as times do.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final S3Documents documents;

    RunOutbox(S3Documents documents) {
        this.documents = documents;
    }

    /**
     * An event that waits.
     *
     * @param name of its object
     * @param event null where the object holds none
     */
    record Pending(String name, @Nullable RunEvent event) {}

    /**
     * Keeps an event.
     *
     * @param order its place among the events of the same moment, from 0
     */
    void keep(RunEvent event, int order) throws Unavailable {
        String name = "%s-%d-%s".formatted(TIME.format(Instant.parse(event.at())), order, mark(event));
        // The name follows from all of it but the message: another object there says the same.
        documents.create(PENDING + name, Documents.write(event));
    }

    /** The oldest that wait. */
    List<String> oldest(int atMost) throws Unavailable {
        return documents.names(PENDING, atMost);
    }

    /** One that waits; empty where it does no more. */
    Optional<Pending> read(String name) throws Refused, Unavailable {
        Optional<byte[]> bytes = documents.read(PENDING + name);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Pending(name, Documents.read(bytes.get(), RunEvent.class, RunEvent.FORMAT)));
        } catch (MalformedDocumentException e) {
            return Optional.of(new Pending(name, null));
        }
    }

    /** Whether the collector has this event already: a crash tells some twice. */
    boolean isSent(RunEvent event) throws Refused, Unavailable {
        return documents.read(SENT + mark(event)).isPresent();
    }

    /** The collector has it. */
    void sent(Pending pending, RunEvent event) throws Unavailable {
        documents.create(SENT + mark(event), Documents.write(event));
        documents.delete(PENDING + pending.name());
    }

    /** It is to be sent no more. */
    void refused(Pending pending) throws Refused, Unavailable {
        Optional<byte[]> bytes = documents.read(PENDING + pending.name());
        if (bytes.isPresent()) {
            documents.create(REFUSED + pending.name(), bytes.get());
            documents.delete(PENDING + pending.name());
        }
    }

    /** Where a refused one lies. */
    String refusedUri(Pending pending) {
        return documents.uri(REFUSED + pending.name());
    }

    private static String mark(RunEvent event) {
        return "%s-%s.json".formatted(OpenLineageEvents.runId(event), event.type());
    }
}
