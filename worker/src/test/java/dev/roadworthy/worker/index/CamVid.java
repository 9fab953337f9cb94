package dev.roadworthy.worker.index;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** The street frames of {@code shared/data/camvid}, beside or above the checkout; tests without them are skipped. */
final class CamVid {

    private CamVid() {}

    static Path directory() {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            Path found = at.resolve("shared").resolve("data").resolve("camvid");
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        throw new TestAbortedException("no folder shared/data/camvid above " + start);
    }
}
