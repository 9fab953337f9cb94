package dev.roadworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import groovy.lang.GroovyShell;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the templates for continuous integration, run with the packed command line on a clone of a repository. */
@RealApiServer
class CiTemplatesIT {

    private static final Path TEMPLATES = Path.of("..", "examples", "ci");
    private static final Path PACKAGED = Path.of("target", "roadworthy");
    private static final String FOLDER = "clusters/production";
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ (.*?) }}");

    @TempDir
    private static Path shared;

    private static Path archive;

    private final CommentHost host = new CommentHost();
    private GitRepository work;
    private Runner runner;
    private Cluster cluster;

    @TempDir
    private Path directory;

    CiTemplatesIT() throws IOException {}

    @BeforeAll
    static void pack() throws Exception {
        Path launcher = PACKAGED.resolve("bin/roadworthy");
        Files.createDirectories(launcher.getParent());
        Files.write(launcher, Files.readAllBytes(Path.of("src/main/sh/roadworthy")));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        archive = shared.resolve("roadworthy.tar");
        assertThat(new ProcessBuilder("tar", "-C", "target", "-cf", archive.toString(), "roadworthy")
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @BeforeEach
    void start(Cluster cluster) throws Exception {
        this.cluster = cluster;
        Path origin = Files.createDirectory(directory.resolve("origin"));
        try (GitRepository git = new GitRepository(origin)) {
            git.write(FOLDER + "/dataset.yaml", dataset(7));
            for (String script : List.of("install", "comment")) {
                git.write("ci/" + script, Files.readString(TEMPLATES.resolve(script)));
                assertThat(git.path("ci/" + script).toFile().setExecutable(true))
                        .isTrue();
            }
            git.commit();
        }
        Path clone = directory.resolve("clone");
        Git.cloneRepository()
                .setURI(origin.toUri().toString())
                .setDirectory(clone.toFile())
                .call()
                .close();
        work = new GitRepository(clone).branch("work");
        runner = new Runner(clone)
                .with("XDG_CACHE_HOME", shared.resolve("cache").toString())
                .with("ROADWORTHY_ARCHIVE", archive.toUri().toString())
                .with("ROADWORTHY_SHA256", sha256())
                .with("MANIFESTS", FOLDER)
                .with("NAMESPACE", cluster.namespace());
    }

    @AfterEach
    void stop() {
        work.close();
        host.close();
    }

    @Test
    void github() throws Exception {
        JsonNode jobs = yaml("github/roadworthy.yaml").path("jobs");
        Map<String, String> context = new HashMap<>(Map.of(
                "secrets.KUBECONFIG",
                "",
                "github.event.pull_request.comments_url",
                host.uri() + "/repos/acme/fleet/issues/7/comments",
                "github.token",
                CommentHost.TOKEN));
        runner.with("GITHUB_BASE_REF", "main")
                .with("RUNNER_TEMP", directory.resolve("temp").toString());
        Files.createDirectory(directory.resolve("temp"));

        work.edit(FOLDER + "/dataset.yaml", "seed: 7", "seed: 8").commit();
        assertThat(steps(jobs.path("check"), context)).as(runner.output()).isZero();
        assertThat(comment()).contains("### ✅ roadworthy check", "Dataset/a | **runs** | spec.split.seed: 7 → 8");

        work.edit(FOLDER + "/dataset.yaml", "seed: 8", "sed: 8").commit();
        assertThat(steps(jobs.path("check"), context)).as(runner.output()).isEqualTo(1);
        assertThat(comment()).contains("### ❌ roadworthy check", "unknown field 'sed'");

        work.edit(FOLDER + "/dataset.yaml", "sed: 8", "seed: 8").commit();
        context.put("secrets.KUBECONFIG", Files.readString(cluster.kubeconfig()));
        applied("ActionRequired");
        assertThat(steps(jobs.path("outcome"), context)).as(runner.output()).isZero();
        applied("Stalled");
        assertThat(steps(jobs.path("outcome"), context)).as(runner.output()).isEqualTo(1);
    }

    @Test
    void gitlab() throws Exception {
        JsonNode template = yaml("gitlab/.gitlab-ci.yml");
        runner.with("CI_PROJECT_DIR", directory.resolve("clone").toString())
                .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", "origin/main")
                .with("CI_API_V4_URL", host.uri() + "/api/v4")
                .with("CI_PROJECT_ID", "42")
                .with("CI_MERGE_REQUEST_IID", "7")
                .with("ROADWORTHY_TOKEN", CommentHost.TOKEN);

        work.edit(FOLDER + "/dataset.yaml", "seed: 7", "seed: 8").commit();
        assertThat(job(template, "check")).as(runner.output()).isZero();
        assertThat(comment()).contains("### ✅ roadworthy check");
        assertThat(directory.resolve("clone/check.xml")).content().contains("<testcase ");

        work.edit(FOLDER + "/dataset.yaml", "seed: 8", "sed: 8").commit();
        assertThat(job(template, "check")).as(runner.output()).isEqualTo(1);
        assertThat(comment()).contains("### ❌ roadworthy check");

        work.edit(FOLDER + "/dataset.yaml", "sed: 8", "seed: 8").commit();
        runner.with("KUBECONFIG", cluster.kubeconfig().toString());
        applied("ActionRequired");
        assertThat(job(template, "outcome")).as(runner.output()).isEqualTo(4);
    }

    @Test
    void jenkins() throws Exception {
        String jenkinsfile = Files.readString(TEMPLATES.resolve("jenkins/Jenkinsfile"));
        new GroovyShell().parse(jenkinsfile);
        runner.with("WORKSPACE", directory.resolve("clone").toString())
                .with("PATH", directory.resolve("clone/.roadworthy/bin") + ":" + System.getenv("PATH"))
                .with("CHANGE_TARGET", "main")
                .with("CHANGE_ID", "7")
                .with("COMMENTS_API", host.uri() + "/api/v1/repos/acme/fleet")
                .with("TOKEN", CommentHost.TOKEN);
        String check = found(jenkinsfile, "(?s)sh '''(.*?)'''").replace("\\\\", "\\");

        assertThat(runner.run(found(jenkinsfile, "sh '(ci/install .*?)'"), Map.of()))
                .as(runner.output())
                .isZero();
        work.edit(FOLDER + "/dataset.yaml", "seed: 7", "seed: 8").commit();
        assertThat(runner.run(check, Map.of())).as(runner.output()).isZero();
        assertThat(comment()).contains("### ✅ roadworthy check");
        work.edit(FOLDER + "/dataset.yaml", "seed: 8", "sed: 8").commit();
        assertThat(runner.run(check, Map.of())).as(runner.output()).isEqualTo(1);
        assertThat(comment()).contains("### ❌ roadworthy check");

        work.edit(FOLDER + "/dataset.yaml", "sed: 8", "seed: 8").commit();
        applied("Ready");
        assertThat(runner.run(
                        found(jenkinsfile, "script: '(roadworthy wait .*?)'"),
                        Map.of("KUBECONFIG", cluster.kubeconfig().toString())))
                .as(runner.output())
                .isZero();
    }

    @Test
    void whatIsNotTheArchiveThatIsMeantIsNotInstalled() throws Exception {
        runner.with("ROADWORTHY_SHA256", "0".repeat(64));

        assertThat(runner.run("ci/install \"$PWD/.roadworthy\"", Map.of())).isEqualTo(1);
        assertThat(runner.output()).contains("is not the one of ROADWORTHY_SHA256");
        assertThat(directory.resolve("clone/.roadworthy")).doesNotExist();
    }

    /** Runs what a job runs by itself; an action is its own affair. Behind a failure only what asks for it. */
    private int steps(JsonNode job, Map<String, String> context) throws Exception {
        int code = 0;
        for (JsonNode step : job.path("steps")) {
            boolean wanted = code == 0 || step.path("if").asText().startsWith("always()");
            if (step.has("run") && wanted) {
                Map<String, String> environment = new HashMap<>();
                step.path("env")
                        .properties()
                        .forEach(variable -> environment.put(
                                variable.getKey(), evaluated(variable.getValue().asText(), context)));
                int ended = runner.run(step.path("run").asText(), environment);
                code = code == 0 ? ended : code;
            }
        }
        return code;
    }

    private static String evaluated(String text, Map<String, String> context) {
        return EXPRESSION.matcher(text).replaceAll(found -> {
            assertThat(context).containsKey(found.group(1));
            return Matcher.quoteReplacement(context.get(found.group(1)));
        });
    }

    /** Packages of the image are there already. */
    private int job(JsonNode template, String name) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String part : List.of("/default/before_script", "/%s/script".formatted(name))) {
            StreamSupport.stream(template.at(part).spliterator(), false)
                    .map(JsonNode::asText)
                    .filter(line -> !line.startsWith("apt-get "))
                    .forEach(lines::add);
        }
        return runner.run(String.join("\n", lines), Map.of());
    }

    /** The one that is not a person's. */
    private String comment() {
        assertThat(host.comments()).hasSize(2).containsEntry(1, "a person's own");
        return host.comments().get(2);
    }

    private void applied(String condition) {
        var objects = cluster.client()
                .genericKubernetesResources("roadworthy.dev/v1alpha1", "Dataset")
                .inNamespace(cluster.namespace());
        cluster.client()
                .resource(Serialization.unmarshal(dataset(8), GenericKubernetesResource.class))
                .inNamespace(cluster.namespace())
                .fieldManager("a-person")
                .forceConflicts()
                .serverSideApply();
        objects.withName("a").editStatus(object -> {
            long generation = object.getMetadata().getGeneration();
            object.setAdditionalProperty(
                    "status",
                    Map.of(
                            "observedGeneration",
                            generation,
                            "conditions",
                            List.of(Map.of(
                                    "type", condition,
                                    "status", "True",
                                    "reason", "Said",
                                    "message", "so it is",
                                    "lastTransitionTime", "2026-10-01T12:00:00Z",
                                    "observedGeneration", generation))));
            return object;
        });
    }

    private static String dataset(int seed) {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: a}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog}
                  classes: [road, sidewalk]
                  split: {seed: %d, percent: {train: 70, validation: 15, test: 15}}
                """.formatted(seed);
    }

    private static JsonNode yaml(String path) throws IOException {
        return new ObjectMapper()
                .valueToTree(Serialization.unmarshal(Files.readString(TEMPLATES.resolve(path)), Map.class));
    }

    private static String sha256() throws IOException {
        try (InputStream content = Files.newInputStream(archive)) {
            return Digest.of(content).hex();
        }
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
