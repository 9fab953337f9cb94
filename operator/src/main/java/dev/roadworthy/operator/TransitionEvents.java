package dev.roadworthy.operator;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.Announcer.Subject;
import dev.roadworthy.controller.port.Announcer.Transition;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An Event for each transition. Its name follows from the version of the object that was decided on and from the reason,
 * so that a decision that is made again, because its status could not be written, makes no second one.
 */
final class TransitionEvents {

    private static final Logger LOG = Logger.getLogger(TransitionEvents.class);
    private static final String CONTROLLER = "roadworthy.dev/operator";
    private static final String ACTION = "Reconcile";
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    // validation.NoteLengthLimit of the API server, in bytes.
    private static final int MAX_NOTE = 1024;
    private static final String CUT = "…";

    // Of a DNS subdomain, in characters; the names of the objects may be as long already.
    private static final int MAX_NAME = 253;
    private static final int MARK = 16;

    private final KubernetesClient client;
    private final String instance;
    private final InstantSource clock;

    /**
     * Writes by this client.
     *
     * @param instance which of several operators speaks, for example its pod
     */
    TransitionEvents(KubernetesClient client, String instance, InstantSource clock) {
        this.client = client;
        this.instance = instance;
        this.clock = clock;
    }

    /** Writes an Event, or says in the log that it could not be written. */
    void tell(Transition transition, Condition condition) {
        try {
            client.resource(event(transition, condition)).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warnf("no Event of %s: %s", condition.reason(), words(e));
            }
        }
    }

    /** What the API server says; the exception says that and the whole request. */
    private static @Nullable String words(KubernetesClientException e) {
        return e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
    }

    private Event event(Transition transition, Condition condition) {
        Subject subject = transition.subject();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(subject.namespace())
                .withName(name(subject, condition.reason()))
                .endMetadata()
                .withNewRegarding()
                .withApiVersion(subject.apiVersion())
                .withKind(subject.kind())
                .withNamespace(subject.namespace())
                .withName(subject.name())
                .withUid(subject.uid())
                .withResourceVersion(subject.resourceVersion())
                .endRegarding()
                .withNewEventTime(MICRO_TIME.format(clock.instant()))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withAction(ACTION)
                .withType(transition.isWarning(condition) ? "Warning" : "Normal")
                .withReason(condition.reason())
                .withNote(note(condition.message()))
                .build();
    }

    private static String name(Subject subject, String reason) {
        String version = "%s %s %s".formatted(subject.uid(), subject.resourceVersion(), reason);
        String mark = Digest.of(version.getBytes(StandardCharsets.UTF_8)).hex().substring(0, MARK);
        String name = "%s.%s".formatted(subject.name(), mark);
        return name.length() <= MAX_NAME ? name : mark;
    }

    private static String note(String message) {
        if (message.getBytes(StandardCharsets.UTF_8).length <= MAX_NOTE) {
            return message;
        }
        CharBuffer rest = CharBuffer.wrap(message);
        int room = MAX_NOTE - CUT.getBytes(StandardCharsets.UTF_8).length;
        StandardCharsets.UTF_8.newEncoder().encode(rest, ByteBuffer.allocate(room), true);
        return message.substring(0, rest.position()) + CUT;
    }
}
