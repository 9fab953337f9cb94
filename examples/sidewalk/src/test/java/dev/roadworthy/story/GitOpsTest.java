package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitOpsTest {

    @TempDir
    private Path directory;

    @Test
    void aChangeIsACommitInTheBareRepository() throws Exception {
        Path manifests = Files.createDirectories(directory.resolve("examples"));
        Files.writeString(manifests.resolve("a.yaml"), "a: 1\n");
        Files.writeString(manifests.resolve("pom.xml"), "<project/>\n");
        Path work = Files.createDirectories(directory.resolve("work"));
        GitOps git = GitOps.start(manifests, work);

        String commit = git.change("a.yaml", "Approve it", text -> text + "approved: true\n");

        String bare = work.resolve("manifests.git").toString();
        assertThat(Shell.run(List.of("git", "--git-dir", bare, "rev-parse", "main"))
                        .strip())
                .isEqualTo(commit);
        assertThat(Shell.run(List.of("git", "--git-dir", bare, "show", "main:a.yaml")))
                .isEqualTo("a: 1\napproved: true\n");
        assertThat(Shell.run(List.of("git", "--git-dir", bare, "ls-tree", "--name-only", "main")))
                .isEqualTo("a.yaml\n");
        assertThat(Files.readString(manifests.resolve("a.yaml"))).isEqualTo("a: 1\n");
    }
}
