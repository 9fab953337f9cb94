package dev.roadworthy.worker.store;

import dev.roadworthy.worker.step.StepException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A task folder in a directory of this machine. */
public final class DirectoryTaskFolder implements TaskFolder {

    private final Location.Directory root;

    public DirectoryTaskFolder(Location.Directory root) {
        this.root = root;
    }

    @Override
    public String uri(String path) {
        return root.uri(path);
    }

    @Override
    public void put(String path, byte[] content) throws StepException {
        put(path, new ByteArrayInputStream(content));
    }

    @Override
    public void put(String path, Path file) throws StepException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            put(path, in);
        }
    }

    private void put(String path, InputStream content) throws StepException {
        Path target = root.path().resolve(path);
        try {
            Files.createDirectories(target.getParent());
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Side.TASKS.unanswered(uri(path), e.toString(), e);
        }
    }

    @Override
    public <E extends Exception> void list(String folder, Source.Visitor<E> visitor) throws StepException, E {
        Path directory = root.path().resolve(folder);
        if (Files.isDirectory(directory)) {
            new DirectorySource(new Location.Directory(directory), Side.TASKS)
                    .list(object -> visitor.visit(new StoredObject(folder + object.path(), object.bytes())));
        }
    }

    @Override
    public byte[] read(String path) throws StepException {
        return new DirectorySource(root, Side.TASKS).read(path);
    }

    @Override
    public void close() {}
}
