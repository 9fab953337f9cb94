package dev.roadworthy.worker.annotate;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.TaskList;
import dev.roadworthy.contract.TaskSheet;
import dev.roadworthy.worker.stage.StagedFrame;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import dev.roadworthy.worker.store.TaskFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes one frame after the other into the task folder, and remembers what was written. */
final class TaskWriter {

    private static final int ID_DIGITS = 16;

    private final long seed;
    private final TaskFolder folder;
    private final ArtifactStore artifacts;
    private final List<TaskList.Task> told = new ArrayList<>();
    private final List<TaskSheet.Task> known = new ArrayList<>();

    TaskWriter(long seed, TaskFolder folder, ArtifactStore artifacts) {
        this.seed = seed;
        this.folder = folder;
        this.artifacts = artifacts;
    }

    /** Takes a frame, and its files away from the scratch directory. */
    void add(StagedFrame frame) throws StepException, IOException {
        Digest image = frame.row().image().digest();
        int width = frame.row().width();
        int height = frame.row().height();
        String id = id(image);
        String name = frame.image().getFileName().toString();
        String path = "images/" + id + name.substring(name.lastIndexOf('.'));
        folder.put(path, frame.image());
        Files.delete(frame.image());
        Path mask = frame.label();
        ArtifactRef gold = mask == null ? null : artifacts.put(mask);
        told.add(new TaskList.Task(id, path, image, width, height, TaskList.mask(id)));
        known.add(new TaskSheet.Task(id, frame.row().frame(), image, width, height, gold));
    }

    /** A frame's name would tell which ride it is of, and so which frames are gold. */
    private String id(Digest image) {
        return Digest.of("roadworthy-task/1|%d|%s".formatted(seed, image).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, ID_DIGITS);
    }

    List<TaskList.Task> list() {
        return told.stream().sorted(Comparator.comparing(TaskList.Task::id)).toList();
    }

    List<TaskSheet.Task> sheet() {
        return known.stream().sorted(Comparator.comparing(TaskSheet.Task::id)).toList();
    }
}
