package dev.roadworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says of a store whose objects in the cluster are all gone. */
class LineageTest {

    private static final String RELEASE = "sidewalk-detector@1.0.0";

    @TempDir
    private Path directory;

    private Chain chain;

    /** What a command came to. */
    private record Said(int code, String out, String err) {}

    @BeforeEach
    void lay() throws Exception {
        chain = new Chain();
        chain.lay(store());
    }

    @Test
    void aBundleLeadsBackToItsRidesItsCodeItsImageAndWhoApprovedIt() {
        Said said = say("up", chain.bundle().value());

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains(
                        "EdgeRelease vision/sidewalk-1",
                        "sidewalk-detector 1.0.0, the 1. of its line",
                        "approved by alice in https://git.example.org/fleet/pulls/1",
                        "TrainingRun vision/sidewalk-a",
                        "PASSED: meanIoU: min 0.60, measured 0.7000",
                        "code gitCommit:" + Chain.COMMIT,
                        "image sha256:",
                        "Dataset vision/v2",
                        "3 rides: r1, r2, r3",
                        "AnnotationJob vision/night",
                        "drawn by l-17 (30 masks, IoU 0.7500 on 4 known), l-22 (2 masks)",
                        "Dataset vision/v1",
                        "2 rides: r1, r2",
                        "recordings s3://raw/sidewalk/");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ride:r1                                             | AnnotationJob Dataset v1 Dataset v2 TrainingRun Evaluation EdgeRelease
            ride:r3                                             | Dataset v2 TrainingRun Evaluation EdgeRelease
            frame:r1/1                                          | AnnotationJob Dataset v1 Dataset v2 TrainingRun Evaluation EdgeRelease
            frame:r3/1                                          | Dataset v2 TrainingRun Evaluation EdgeRelease
            s3://raw/sidewalk/                                  | AnnotationJob Dataset v1 Dataset v2 TrainingRun Evaluation EdgeRelease
            labeller:l-17                                       | AnnotationJob Dataset v2 TrainingRun Evaluation EdgeRelease
            AnnotationJob/vision/night                          | AnnotationJob Dataset v2 TrainingRun Evaluation EdgeRelease
            gitCommit:0123456789012345678901234567890123456789  | TrainingRun Evaluation EdgeRelease
            sidewalk-detector@1.0.0                             | EdgeRelease
            """)
    void whatIsMadeOfItIsAllOfItAndNothingElse(String what, String kinds) throws IOException {
        Said said = say("down", what, "--output", "json");

        assertThat(said.code()).isZero();
        assertThat(objects(said.out())).isEqualTo(Set.of(kinds.split(" (?=[A-Z])")));
    }

    @Test
    void anImageIsAFrameByItsDigest() throws IOException {
        assertThat(objects(say("down", "frame:" + Chain.image("r3"), "--output", "json")
                        .out()))
                .containsExactlyInAnyOrder("Dataset v2", "TrainingRun", "Evaluation", "EdgeRelease");
    }

    @Test
    void whatNothingWasKeptOfIsInNothing() {
        assertThat(say("down", "ride:r4").code()).isEqualTo(3);
        assertThat(say("down", "frame:r4/1").code()).isEqualTo(3);
    }

    @Test
    void theIndexIsMadeAnewFromTheStoreAndAnswersTheSame() throws IOException {
        String before = say("up", RELEASE, "--output", "json").out();

        assertThat(say("up", RELEASE, "--output", "json", "--offline").out()).isEqualTo(before);
        Files.delete(directory.resolve("index/ledger-2.duckdb"));
        assertThat(say("up", RELEASE, "--offline").code()).isEqualTo(3);
        assertThat(say("up", RELEASE, "--output", "json").out()).isEqualTo(before);
    }

    @Test
    void whatComesLaterIsTakenIn() throws IOException {
        Map<String, byte[]> later = chain.objects().entrySet().stream()
                .filter(object -> object.getKey().startsWith("ledger/"))
                .filter(object -> new String(object.getValue(), StandardCharsets.UTF_8).contains("/making/bundle/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(later).hasSize(1);
        for (String key : later.keySet()) {
            Files.delete(store().resolve(key));
        }
        assertThat(say("up", chain.bundle().value()).code()).isEqualTo(3);

        for (Map.Entry<String, byte[]> object : later.entrySet()) {
            Files.write(store().resolve(object.getKey()), object.getValue());
        }
        assertThat(say("down", "ride:r1").out()).contains("bundle " + chain.bundle());
    }

    @Test
    void everyArrowOfADrawingHasBothItsEnds() {
        String drawing = say("up", RELEASE, "--output", "mermaid").out();

        List<String> arrows = Pattern.compile("^ {2}(\\S+) --> (\\S+)$", Pattern.MULTILINE)
                .matcher(drawing)
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
        Set<String> nodes = Pattern.compile("^ {2}([su][0-9a-f]+)[\\[(]", Pattern.MULTILINE)
                .matcher(drawing)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(arrows).hasSizeGreaterThan(8).doesNotHaveDuplicates();
        assertThat(nodes)
                .isEqualTo(arrows.stream()
                        .flatMap(arrow -> List.of(arrow.split(" ")).stream())
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyLinkOfThePageLeadsToASection() {
        String page = say("up", RELEASE, "--output", "html").out();

        Set<String> links = found(page, "href=\"#([^\"]+)\"");
        assertThat(links).hasSizeGreaterThan(5);
        assertThat(found(page, "<section id=\"([^\"]+)\"")).isEqualTo(links);
        assertThat(page).contains("approved by alice", "3 rides", "gitCommit:" + Chain.COMMIT);
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void aChainThatIsAsItWasMadeVerifiesWithItsSignatures() throws IOException {
        Path key = Files.writeString(directory.resolve("key.pem"), chain.publicKey());

        Said said = say("verify", chain.bundle().value(), "--key", key.toString());

        assertThat(said.out()).contains("8 statements (8 signed) and", "10 signatures verified; all is as it was made");
        assertThat(said.code()).isZero();
        assertThat(say("verify", chain.bundle().value()).out()).contains("(8 signed)", "no signature checked (--key)");
    }

    @Test
    void aReleaseThatAnotherKeySignedIsRefused() throws Exception {
        Path key = Files.writeString(directory.resolve("key.pem"), new Chain().publicKey());

        Said said = say("verify", RELEASE, "--key", key.toString());

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("release.json");
    }

    @Test
    void oneChangedByteOrOneMissingObjectAnywhereIsNamed() throws IOException {
        String bundle = chain.bundle().value();
        String key = Files.writeString(directory.resolve("key.pem"), chain.publicKey())
                .toString();
        assertThat(say("verify", bundle, "--key", key).code()).isZero();
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, byte[]> object : chain.objects().entrySet()) {
            Path file = store().resolve(object.getKey());
            for (int at : new int[] {0, object.getValue().length / 2, object.getValue().length - 1}) {
                byte[] changed = object.getValue().clone();
                changed[at] ^= 1;
                Files.write(file, changed);
                Said said = say("verify", bundle, "--offline", "--key", key);
                all.assertThat(said.code()).as("byte %d of %s", at, file).isEqualTo(1);
                all.assertThat(said.out()).as("byte %d of %s", at, file).contains(object.getKey());
            }
            Files.delete(file);
            Said said = say("verify", bundle, "--offline", "--key", key);
            all.assertThat(said.code()).as("without %s", file).isEqualTo(1);
            all.assertThat(said.out())
                    .as("without %s", file)
                    .contains(object.getKey().replace(chain.keyId(), "*"));
            Files.write(file, object.getValue());
        }
        all.assertAll();
    }

    @Test
    void aDamagedStatementIsNotTakenInAndTheAnswerSaysThatItMayLackSomething() throws IOException {
        String statement = new TreeSet<>(chain.objects().keySet()).first();
        assertThat(statement).startsWith("ledger/");
        Files.writeString(store().resolve(statement), "{}");

        Said said = say("down", "ride:r1");

        assertThat(said.err()).contains(statement);
        assertThat(said.code()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            up sha256:0000000000000000000000000000000000000000000000000000000000000000 | 3  | does not tell what sha256:0000
            up TrainingRun/vision/other                                                | 3  | TrainingRun/vision/other
            up ride:r1                                                                 | 3  | down
            up                                                                         | 2  | WHAT
            up x --output svg                                                          | 2  | svg
            sideways x                                                                 | 2  | sideways
            """)
    void whatCannotBeAnsweredSaysWhy(String arguments, int code, String why) {
        Said said = say(arguments.split(" "));

        assertThat(said.code()).isEqualTo(code);
        assertThat(said.err()).contains(why);
    }

    @Test
    void aStoreThatIsNotThereIsNamed() {
        Said nowhere =
                run("lineage", "up", "x", "--index", directory.resolve("i").toString());
        Said ftp = run(
                "lineage",
                "up",
                "x",
                "--store",
                "ftp://x",
                "--index",
                directory.resolve("i").toString());
        Said empty = run(
                "lineage",
                "up",
                "x",
                "--store",
                directory.resolve("none").toUri().toString(),
                "--index",
                directory.resolve("i").toString());

        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("ROADWORTHY_STORE");
        assertThat(ftp.code()).isEqualTo(2);
        assertThat(ftp.err()).contains("ftp://x");
        assertThat(empty.code()).isEqualTo(75);
        assertThat(empty.err()).contains("none");
    }

    @Test
    void whoHasRunAModelOfARideIsToldByTheBridge() throws Exception {
        try (FleetPages fleet = new FleetPages(chain.bundle())) {
            Said said = say(fleet.variables(), "down", "ride:r1");

            assertThat(said.err()).isEmpty();
            assertThat(said.out())
                    .contains(
                            "3 vehicles have run it, 2 by the latest report: v1, v2 (until 2026-10-01T12:00:00Z), v3");
            assertThat(new JsonMapper()
                            .readTree(say(fleet.variables(), "down", "ride:r1", "--output", "json")
                                    .out())
                            .findValues("vehicles"))
                    .singleElement()
                    .satisfies(vehicles -> assertThat(vehicles).hasSize(3));
            assertThat(say(fleet.variables(), "down", "ride:r1", "--output", "mermaid")
                            .out())
                    .contains("([\"3 vehicles\"])");
            assertThat(say(fleet.variables(), "down", "ride:r1", "--output", "html")
                            .out())
                    .contains("3 vehicles have run it");
        }
        assertThat(say("down", "ride:r1").out()).doesNotContain("vehicle");
    }

    @Test
    void aVehicleLeadsBackToItsRides() throws Exception {
        try (FleetPages fleet = new FleetPages(chain.bundle())) {
            Said said = say(fleet.variables(), "up", "vehicle:v1");

            assertThat(said.out()).contains("1 vehicle has run it, 1 by the latest report: v1", "3 rides: r1, r2, r3");
            assertThat(said.out()).contains(chain.bundle().value());
            assertThat(say(fleet.variables(), "verify", "vehicle:v1").code()).isZero();
        }
    }

    @Test
    void aBridgeThatDoesNotTellIsNamedAndItsTokenIsNot() throws Exception {
        try (FleetPages fleet = new FleetPages(chain.bundle())) {
            Said stranger = say(fleet.variables(), "up", "vehicle:v9");
            Map<String, String> wrong =
                    Map.of("ROADWORTHY_BRIDGE", fleet.address(), "ROADWORTHY_BRIDGE_TOKEN", "a-wrong-secret");
            Said refused = say(wrong, "up", "vehicle:v1");
            Said without = say("up", "vehicle:v1", "--bridge", fleet.address());

            assertThat(stranger.code()).isEqualTo(3);
            assertThat(stranger.err()).contains("v9", "enrolled");
            assertThat(refused.code()).isEqualTo(3);
            assertThat(refused.err()).contains("bridge.readerTokenSecret").doesNotContain("a-wrong-secret");
            assertThat(without.code()).isEqualTo(2);
            assertThat(without.err()).contains("ROADWORTHY_BRIDGE_TOKEN");
        }
        Said away = say(
                Map.of("ROADWORTHY_BRIDGE", "http://127.0.0.1:1", "ROADWORTHY_BRIDGE_TOKEN", "a-secret"),
                "down",
                "ride:r1");
        assertThat(away.code()).isEqualTo(75);
        assertThat(away.err()).contains("does not answer");
        assertThat(say("up", "vehicle:v1").code()).isEqualTo(2);
        assertThat(say("down", "vehicle:v1").err()).contains("nothing is made of a vehicle");
    }

    private Path store() {
        return directory.resolve("store");
    }

    private Said say(String... arguments) {
        return say(Map.of(), arguments);
    }

    private Said say(Map<String, String> variables, String... arguments) {
        List<String> all = new ArrayList<>(List.of("lineage"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "--store",
                store().toUri().toString(),
                "--index",
                directory.resolve("index").toString()));
        return run(variables, all.toArray(String[]::new));
    }

    private static Said run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private static Said run(Map<String, String> variables, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                arguments,
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Which kinds it names, and which Datasets. */
    private static Set<String> objects(String json) throws IOException {
        JsonNode made = new JsonMapper().readTree(json).path("made");
        return StreamSupport.stream(made.spliterator(), false)
                .map(making -> making.at("/parameters/object"))
                .map(object -> object.path("kind").asText().equals("Dataset")
                        ? "Dataset " + object.path("name").asText()
                        : object.path("kind").asText())
                .collect(Collectors.toSet());
    }
}
