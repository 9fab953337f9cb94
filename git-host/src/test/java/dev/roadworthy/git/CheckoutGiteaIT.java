package dev.roadworthy.git;

import static dev.roadworthy.git.Fleet.BEFORE;
import static dev.roadworthy.git.Fleet.MANIFEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.git.manifest.Tree;
import dev.roadworthy.git.repository.Checkout;
import dev.roadworthy.testing.GiteaServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read of a repository. */
class CheckoutGiteaIT {

    @RegisterExtension
    static final GiteaServer SERVER = new GiteaServer();

    @RegisterExtension
    static final Fleet FLEET = new Fleet(SERVER);

    private static final String LINKS = """
            diff --git a/clusters/production/link.yaml b/clusters/production/link.yaml
            new file mode 120000
            --- /dev/null
            +++ b/clusters/production/link.yaml
            @@ -0,0 +1 @@
            +release.yaml
            \\ No newline at end of file
            diff --git a/clusters/production/module b/clusters/production/module
            new file mode 160000
            --- /dev/null
            +++ b/clusters/production/module
            @@ -0,0 +1 @@
            +Subproject commit 0123456789012345678901234567890123456789
            """;

    @Test
    void filesComeInTheOrderOfTheirPathsWithTheirBytes() throws Exception {
        SERVER.api().commit(FLEET.name(), "main", "clusters/production/a/b.yaml", "b: 1\n");
        SERVER.api().commit(FLEET.name(), "main", "clusters/production/a.yaml", "a: 1\n");
        SERVER.api().commit(FLEET.name(), "main", "clusters/staging/c.yaml", "c: 1\n");

        assertThat(files("clusters/production"))
                .extracting(Tree.Entry::path)
                .containsExactly("clusters/production/a.yaml", "clusters/production/a/b.yaml", MANIFEST);
        assertThat(files("")).hasSize(4);
        assertThat(files("clusters/prod")).isEmpty();
    }

    @Test
    void linksAndSubmodulesAreNoFilesAndStayAsTheyAre() throws Exception {
        FLEET.api("POST", "diffpatch", Map.of("branch", "main", "message", "links", "content", LINKS));

        assertThat(files("")).extracting(Tree.Entry::path).containsExactly(MANIFEST);
        Fleet.pullRequest(FLEET.operatorProcess().propose(Fleet.PROPOSAL));
        assertThat(FLEET.api("GET", "pulls/1/files", Map.of()).findValuesAsText("filename"))
                .containsExactly(MANIFEST);
    }

    private static List<Tree.Entry> files(String folder) throws Exception {
        try (Checkout checkout = FLEET.git(FLEET.operator()).read(Optional.empty(), "none")) {
            List<Tree.Entry> files = checkout.tree(folder).files().toList();
            for (Tree.Entry file : files) {
                byte[] content = file.content().read();
                assertThat(file.size()).isEqualTo(content.length);
                if (file.path().equals(MANIFEST)) {
                    assertThat(content).isEqualTo(BEFORE.getBytes(StandardCharsets.UTF_8));
                }
            }
            return files;
        }
    }
}
