package dev.roadworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.testing.GiteaApi.User;
import dev.roadworthy.testing.GiteaServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code comment} of the templates for continuous integration, at the pull requests of a real Git host. */
class CommentGiteaIT {

    @RegisterExtension
    static final GiteaServer SERVER = new GiteaServer();

    private static final String REPOSITORY = "acme/fleet";
    private static final Path SCRIPT =
            Path.of("..", "examples", "ci", "comment").toAbsolutePath();

    /** More than any host lists on a page. */
    private static final int TALK = 120;

    private static User runner;
    private static User person;
    private static int pulls;

    private String pull;
    private GitRepository git;

    @TempDir
    private Path directory;

    @BeforeAll
    static void repository() throws Exception {
        runner = SERVER.api().user("runner", "write:issue");
        person = SERVER.api().user("person", "write:issue", "write:repository");
        SERVER.api().repository("acme", "fleet", "runner", "person");
        SERVER.api().commit(REPOSITORY, "main", "README.md", "a fleet");
    }

    @BeforeEach
    void pullRequest() throws Exception {
        pull = SERVER.api().pullRequest(person, REPOSITORY, "work-" + ++pulls);
        git = new GitRepository(directory.resolve("work")).examples("fleet").commit();
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void oneCommentIsKeptUpToDateAmongThoseOfPeople() throws Exception {
        says("looks good");

        assertThat(comment(check("epochs: \"5\"", "epochs: \"9\""), runner.token()))
                .isZero();
        List<JsonNode> first = comments();
        says("> <!-- roadworthy check fleet -->\n> what does this mean?");
        assertThat(comment(check("epochs: \"9\"", "epoch: 9"), runner.token())).isZero();

        assertThat(first).hasSize(2);
        assertThat(body(first.get(1)))
                .startsWith("<!-- roadworthy check fleet -->\n### ✅ roadworthy check")
                .contains("| TrainingRun/sidewalk-b | **runs** | spec.parameters.epochs: 5 → 9");
        assertThat(comments()).hasSize(3).satisfies(all -> {
            assertThat(body(all.get(0))).isEqualTo("looks good");
            assertThat(all.get(1).path("id")).isEqualTo(first.get(1).path("id"));
            assertThat(all.get(1).at("/user/login").asText()).isEqualTo("runner");
            assertThat(body(all.get(1))).startsWith("<!-- roadworthy check fleet -->\n### ❌ roadworthy check");
            assertThat(body(all.get(2))).contains("what does this mean?");
        });
    }

    @Test
    void itIsFoundBehindALongTalk() throws Exception {
        for (int i = 0; i < TALK; i++) {
            says("remark %d".formatted(i));
        }

        assertThat(comment(check("epochs: \"5\"", "epochs: \"9\""), runner.token()))
                .isZero();
        assertThat(comment(check("epochs: \"9\"", "epochs: \"7\""), runner.token()))
                .isZero();

        assertThat(comments()).hasSize(TALK + 1).last().satisfies(last -> assertThat(body(last))
                .contains("spec.parameters.epochs: 5 → 7"));
    }

    @Test
    void whoMayNotCommentIsToldWithoutTheToken() throws Exception {
        String reading = SERVER.api().token("runner", "reading-" + pull, "read:issue");
        Runner step = step(check("epochs: \"5\"", "epochs: \"9\""), reading);

        assertThat(step.run(SCRIPT + " check.md", Map.of())).isNotZero();
        assertThat(step.output()).contains("403").doesNotContain(reading);
        assertThat(comments()).isEmpty();
    }

    /** The report of a change, with the folder that it is in. */
    private Path check(String before, String after) throws Exception {
        git.edit("fleet/training-run-b.yaml", before, after);
        String[] arguments = {
            "check",
            "--offline",
            "--from",
            "main",
            "--output",
            "markdown=" + git.path("check.md"),
            git.path("fleet").toString()
        };
        Main.run(arguments, Map.of(), new PrintStream(PrintStream.nullOutputStream()), System.err);
        assertThat(git.path("check.md")).isNotEmptyFile();
        return git.path("");
    }

    private int comment(Path folder, String token) throws Exception {
        Runner step = step(folder, token);
        int code = step.run(SCRIPT + " check.md", Map.of());
        assertThat(step.output()).as("it says nothing where all is well").isEmpty();
        return code;
    }

    private Runner step(Path folder, String token) throws Exception {
        return new Runner(folder)
                .with(
                        "COMMENTS_URL",
                        "%s/api/v1/repos/%s/issues/%s/comments".formatted(SERVER.address(), REPOSITORY, pull))
                .with("TOKEN", token);
    }

    private void says(String body) throws Exception {
        SERVER.api().ask(person, "POST", path(), Map.of("body", body));
    }

    private List<JsonNode> comments() throws Exception {
        return StreamSupport.stream(SERVER.api().ask("GET", path(), Map.of()).spliterator(), false)
                .toList();
    }

    private String path() {
        return "repos/%s/issues/%s/comments".formatted(REPOSITORY, pull);
    }

    private static String body(JsonNode comment) {
        return comment.path("body").asText();
    }
}
