package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.testing.FakeCollector;
import dev.roadworthy.testing.Loopback;
import dev.roadworthy.testing.S3Server;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Events of runs on their way from the outbox in a real S3 server to a collector that comes and goes. */
class OpenLineageSenderIT {

    @RegisterExtension
    static final S3Server SERVER = new S3Server();

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final OpenLineageSender.Pauses PAUSES =
            new OpenLineageSender.Pauses(Duration.ofMillis(20), Duration.ofMillis(100));

    private final List<Thread> senders = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private S3Client s3;
    private String bucket;
    private FakeCollector collector;

    @TempDir
    private Path directory;

    private Path token;

    @BeforeEach
    void open() throws IOException {
        s3 = SERVER.client();
        bucket = SERVER.bucket();
        collector = new FakeCollector(Loopback.freePort());
        token = Files.writeString(directory.resolve("token"), "first\n");
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Thread sender : senders) {
            stop(sender);
        }
        collector.close();
        s3.close();
    }

    @Test
    void whatHappensWhileNobodyCollectsIsSentOnceAndInOrderAfterwards() throws Exception {
        OpenLineageSender operator = sender();
        Thread running = start(operator);
        tell(operator, event(RunEvent.Type.START, 1));
        tell(operator, event(RunEvent.Type.COMPLETE, 1));
        awaitFailure();
        // Neither the operator's end nor that of its objects takes anything along.
        stop(running);
        OpenLineageSender next = sender();
        tell(next, event(RunEvent.Type.START, 2));
        tell(next, event(RunEvent.Type.FAIL, 2));
        collector.start();
        start(next);

        await().atMost(PATIENCE).until(() -> keys("pending").isEmpty());

        assertThat(collector.taken()).containsExactly("START 1", "COMPLETE 1", "START 2", "FAIL 2");
        assertThat(keys("sent")).hasSize(4);
        assertThat(collector.requests())
                .hasSize(4)
                .allMatch(request -> request.equals("POST /api/v1/lineage Bearer first"));
    }

    @ParameterizedTest
    @EnumSource(names = {"BREAKS", "SENDS_ELSEWHERE", "HANGS"})
    void whatIsNotTakenWaitsAndIsSentOnceTheCollectorIsWell(FakeCollector.Mood mood) throws Exception {
        collector.start();
        collector.setMood(mood);
        OpenLineageSender operator = sender();
        start(operator);

        tell(operator, event(RunEvent.Type.START, 1));
        tell(operator, event(RunEvent.Type.ABORT, 1));
        awaitFailure();
        assertThat(keys("pending")).hasSize(2);
        assertThat(collector.taken()).isEmpty();
        Files.writeString(token, "second\n");
        collector.setMood(FakeCollector.Mood.TAKES);
        await().atMost(PATIENCE).until(() -> keys("pending").isEmpty());

        assertThat(collector.taken()).containsExactly("START 1", "ABORT 1");
        assertThat(collector.requests()).noneMatch(request -> request.contains("elsewhere"));
        assertThat(collector.requests().getLast()).isEqualTo("POST /api/v1/lineage Bearer second");
    }

    @Test
    void whatIsToldAgainAfterACrashIsNotSentAgain() throws Exception {
        collector.start();
        OpenLineageSender operator = sender();
        start(operator);
        tell(operator, event(RunEvent.Type.START, 1));
        await().atMost(PATIENCE).until(() -> keys("pending").isEmpty());

        // The decision is made again, a little later.
        tell(operator, event(RunEvent.Type.START, 1, "2026-10-01T12:05:00Z"));
        tell(operator, event(RunEvent.Type.COMPLETE, 1, "2026-10-01T12:06:00Z"));
        await().atMost(PATIENCE).until(() -> keys("pending").isEmpty());

        assertThat(collector.taken()).containsExactly("START 1", "COMPLETE 1");
    }

    @Test
    void aCrashBeforeTheMarkSendsTheSameBytesAgain() throws Exception {
        collector.start();
        OpenLineageSender operator = sender();
        RunEvent event = event(RunEvent.Type.START, 1);
        // It was taken, and the operator was killed before it wrote so down.
        collectorClient().send(new OpenLineageEvents("kubernetes").of(event));

        tell(operator, event);
        start(operator);
        await().atMost(PATIENCE).until(() -> keys("pending").isEmpty());

        assertThat(collector.taken()).containsExactly("START 1", "START 1");
        assertThat(collector.bodies().getFirst()).isEqualTo(collector.bodies().getLast());
    }

    @Test
    void whatHappensInOneMomentIsSentInItsOrder() throws Exception {
        collector.start();
        OpenLineageSender operator = sender();
        String moment = "2026-10-01T12:00:00Z";
        // One run is given up for the next, and both were kept before the sender looked.
        operator.tell(event(RunEvent.Type.ABORT, 1, moment), 0);
        operator.tell(event(RunEvent.Type.START, 2, moment), 1);

        start(operator);
        await().atMost(PATIENCE).until(() -> keys("pending").isEmpty());

        assertThat(collector.taken()).containsExactly("ABORT 1", "START 2");
    }

    @Test
    void whatTheCollectorDoesNotWantIsSetAsideAndHoldsNothingUp() throws Exception {
        collector.start();
        collector.setMood(FakeCollector.Mood.REFUSES);
        OpenLineageSender operator = sender();
        start(operator);
        tell(operator, event(RunEvent.Type.START, 1));
        await().atMost(PATIENCE).until(() -> keys("refused").size() == 1);

        collector.setMood(FakeCollector.Mood.TAKES);
        tell(operator, event(RunEvent.Type.START, 2));
        await().atMost(PATIENCE).until(() -> keys("pending").isEmpty());

        assertThat(collector.taken()).containsExactly("START 2");
        assertThat(keys("refused")).singleElement().asString().endsWith("-START.json");
    }

    @Test
    void whatIsNoEventIsSetAside() throws Exception {
        collector.start();
        s3.putObject(
                put -> put.bucket(bucket).key("root/openlineage/pending/20260101T000000000Z-0-x"),
                RequestBody.fromString("{\"format\":99}"));
        OpenLineageSender operator = sender();
        tell(operator, event(RunEvent.Type.START, 1));
        start(operator);

        await().atMost(PATIENCE).until(() -> keys("pending").isEmpty());

        assertThat(collector.taken()).containsExactly("START 1");
        assertThat(keys("refused")).hasSize(1);
    }

    @Test
    void moreThanOneListingIsSentToo() throws Exception {
        OpenLineageSender operator = sender();
        for (int run = 1; run <= 205; run++) {
            tell(operator, event(RunEvent.Type.START, run, "2026-10-01T12:00:00.%03dZ".formatted(run)));
        }
        collector.start();
        start(operator);

        await().atMost(PATIENCE).until(() -> keys("pending").isEmpty());

        assertThat(collector.taken())
                .hasSize(205)
                .doesNotHaveDuplicates()
                .startsWith("START 1")
                .endsWith("START 205");
    }

    private void awaitFailure() {
        await().atMost(PATIENCE)
                .until(() -> meters.counter(OutsideCalls.FAILURES, "system", "openlineage")
                                .count()
                        > 1);
    }

    private OpenLineageSender sender() {
        return new OpenLineageSender(
                new RunOutbox(new S3Documents(s3, "s3://%s/root".formatted(bucket))),
                new OpenLineageEvents("kubernetes"),
                collectorClient(),
                new OutsideCalls("openlineage", meters),
                PAUSES);
    }

    private LineageCollector collectorClient() {
        return new LineageCollector(collector.url(), Optional.of(token), Duration.ofMillis(500));
    }

    private Thread start(OpenLineageSender sender) {
        Thread thread = sender.start();
        senders.add(thread);
        return thread;
    }

    private static void stop(Thread sender) throws InterruptedException {
        sender.interrupt();
        sender.join();
    }

    private List<String> keys(String folder) {
        return s3
                .listObjectsV2(list -> list.bucket(bucket).prefix("root/openlineage/%s/".formatted(folder)))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    private static void tell(OpenLineageSender operator, RunEvent event) throws Unavailable {
        operator.tell(event, event.type() == RunEvent.Type.START ? 0 : 1);
    }

    private static RunEvent event(RunEvent.Type type, int run) {
        return event(type, run, "2026-10-01T12:00:00.%03dZ".formatted(run));
    }

    private static RunEvent event(RunEvent.Type type, int run, String at) {
        return new RunEvent(
                RunEvent.FORMAT,
                type,
                at,
                new RunEvent.Owner("Dataset", "vision", "sidewalk", "00000000-0000-4000-8000-000000000001"),
                "sidewalk-index-0123456789ab-" + run,
                Integer.toString(run),
                RunEvent.Facts.NONE,
                null);
    }
}
