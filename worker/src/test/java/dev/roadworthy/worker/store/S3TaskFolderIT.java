package dev.roadworthy.worker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.testing.S3Server;
import dev.roadworthy.worker.step.StepException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class S3TaskFolderIT {

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    private static TaskFolder folder(String bucket) {
        return new S3TaskFolder(S3.client(), new Location.Bucket(bucket, "tasks/1a/"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Set<StoredObject> masks(TaskFolder folder) throws StepException {
        Set<StoredObject> found = new TreeSet<>(Comparator.comparing(StoredObject::path));
        folder.list("masks/", found::add);
        return found;
    }

    @Test
    void isWrittenOverAndListedByFolder(@TempDir Path directory) throws Exception {
        try (TaskFolder folder = folder(S3.bucket())) {
            assertThat(masks(folder)).isEmpty();
            folder.put("masks/a.png", bytes("first"));
            folder.put("masks/a.png", Files.write(directory.resolve("second"), bytes("second")));
            folder.put("masks/b.png", bytes("b"));
            folder.put("images/a.jpg", bytes("image"));

            assertThat(masks(folder))
                    .containsExactly(new StoredObject("masks/a.png", 6), new StoredObject("masks/b.png", 1));
            assertThat(folder.read("masks/a.png")).isEqualTo(bytes("second"));
        }
    }

    @Test
    void saysWhatIsGoneAndWhichBucketIsMissing() throws Exception {
        String bucket = S3.bucket();
        try (TaskFolder folder = folder(bucket);
                TaskFolder nowhere = folder("no-such-bucket")) {
            StepException gone = catchThrowableOfType(StepException.class, () -> folder.read("masks/a.png"));
            StepException missing =
                    catchThrowableOfType(StepException.class, () -> nowhere.put("tasks.json", bytes("{}")));

            assertThat(gone.is(Outage.TasksChanged)).isTrue();
            assertThat(gone).hasMessageContaining("s3://%s/tasks/1a/masks/a.png".formatted(bucket));
            assertThat(missing.is(Outage.TasksNotFound)).isTrue();
            assertThat(missing).hasMessageContaining("the task folder has no s3://no-such-bucket/tasks/1a/tasks.json");
        }
    }
}
