package dev.roadworthy.vehicle.agent;

import dev.roadworthy.vehicle.ddi.ArchiveStream.Progress;
import dev.roadworthy.vehicle.ddi.Ddi;
import dev.roadworthy.vehicle.ddi.Poll;
import java.io.IOException;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on polling during a download, which may take hours: a cancellation ends it, and so does another deployment. */
final class News implements Progress {

    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    private final Ddi ddi;
    private final URI deployment;
    private long asked = System.nanoTime();

    News(Ddi ddi, URI deployment) {
        this.ddi = ddi;
        this.deployment = deployment;
    }

    @Override
    public void at(long bytes) throws IOException {
        if (System.nanoTime() - asked < Agent.BUSY.toNanos()) {
            return;
        }
        asked = System.nanoTime();
        Poll poll;
        try {
            poll = ddi.poll();
        } catch (IOException e) {
            LOG.info("polled in vain during a download: {}", e.getMessage());
            return;
        }
        // The query part is the server's, and may change with every poll.
        boolean same = poll.deployment()
                .filter(href -> href.getPath().equals(deployment.getPath()))
                .isPresent();
        if (!same || poll.cancellation().isPresent()) {
            throw new IOException(
                    "the download of %d bytes so far was interrupted: the bridge has news".formatted(bytes));
        }
    }
}
