package dev.roadworthy.worker.store;

import dev.roadworthy.worker.step.StepException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;

/** Recordings in a directory of this machine. */
public final class DirectorySource implements Source {

    private final Location.Directory root;
    private final Side side;

    public DirectorySource(Location.Directory root) {
        this(root, Side.SOURCE);
    }

    DirectorySource(Location.Directory root, Side side) {
        this.root = root;
        this.side = side;
    }

    @Override
    public String uri(String path) {
        return root.uri(path);
    }

    @Override
    public <E extends Exception> void list(Visitor<E> visitor) throws StepException, E {
        if (!Files.isDirectory(root.path())) {
            throw side.notFound(uri(""), null);
        }
        try (Stream<Path> files = Files.walk(root.path())) {
            for (Iterator<Path> i = files.filter(Files::isRegularFile).iterator(); i.hasNext(); ) {
                Path file = i.next();
                String path = root.path().relativize(file).toString().replace(File.separatorChar, '/');
                visitor.visit(new StoredObject(path, Files.size(file)));
            }
        } catch (UncheckedIOException e) {
            throw failed("", Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw failed("", e);
        }
    }

    @Override
    public byte[] read(String path) throws StepException {
        try {
            return Files.readAllBytes(root.path().resolve(path));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    @Override
    public void fetch(String path, Path file) throws StepException {
        try {
            Files.copy(root.path().resolve(path), file);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private StepException failed(String path, IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> side.gone(uri(path), e);
            case AccessDeniedException _ -> side.denied(uri(path), "permission denied", e);
            default -> side.unanswered(uri(path), e.toString(), e);
        };
    }

    @Override
    public void close() {}
}
