package dev.roadworthy.killsweep;

import dev.roadworthy.testing.GiteaServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Releases that are approved by a pull request at a real Git host: one of each, ever. */
class PullRequestGiteaIT extends KillSweep {

    @RegisterExtension
    static final GiteaServer GIT_HOST = new GiteaServer();

    @Override
    String name() {
        return "gitea";
    }

    @Override
    Plot plot(String operator, Path directory) throws Exception {
        return new Plot(new ApproversAtGitea(GIT_HOST, operator, directory), new RolledOut());
    }

    /** Those that ask people, and the first one that follows from their answer. */
    @Override
    List<String> sample() {
        return List.of("push", "POST pull request", "status ApprovalPending", "status Approved", "PUT s3 lines/…");
    }
}
