package dev.roadworthy.killsweep;

import dev.roadworthy.testing.GiteaServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Releases that vehicles give back, and that people end in Git by a pull request at a real Git host: one of each, ever. */
class RevertGiteaIT extends KillSweep {

    @RegisterExtension
    static final GiteaServer GIT_HOST = new GiteaServer();

    @Override
    String name() {
        return "revert";
    }

    @Override
    Plot plot(String operator, Path directory) throws Exception {
        ApproversAtGitea people = new ApproversAtGitea(GIT_HOST, operator, directory);
        return new Plot(people, new GivenBack(people));
    }

    /** From the breach to the end; its branch and pull request come after those of the approval. */
    @Override
    List<String> sample() {
        return List.of(
                "status RollingOut, RolledBack",
                "push 2",
                "POST pull request 2",
                "status RolledBack, RolledBack, revert Open",
                "status Ended, RolledBack, revert Merged");
    }
}
