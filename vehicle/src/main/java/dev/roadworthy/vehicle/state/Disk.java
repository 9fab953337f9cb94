package dev.roadworthy.vehicle.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The writes of a vehicle, each of which happens as a whole or not at all. */
final class Disk {

    private final Power power;

    Disk(Power power) {
        this.power = power;
    }

    /** Replaces a file: the new content is synced before it counts. */
    void replace(Path file, byte[] content) throws IOException {
        power.before(WritePoint.STATE_WRITE);
        Path beside = beside(file);
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(channel, content, content.length);
            channel.force(true);
        }
        power.before(WritePoint.STATE_RENAME);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        power.before(WritePoint.STATE_SYNC);
        sync(parent(file));
    }

    /** Lets a link lead to another place; nobody ever sees it missing. */
    void point(Path link, Path target) throws IOException {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
            return;
        }
        power.before(WritePoint.LINK_WRITE);
        Path beside = beside(link);
        Files.deleteIfExists(beside);
        Files.createSymbolicLink(beside, target);
        power.before(WritePoint.LINK_RENAME);
        Files.move(beside, link, StandardCopyOption.ATOMIC_MOVE);
        power.before(WritePoint.LINK_SYNC);
        sync(parent(link));
    }

    /** Moves a directory into a place where none is. */
    void move(Path from, Path to) throws IOException {
        power.before(WritePoint.RELEASE_RENAME);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        power.before(WritePoint.RELEASE_SYNC);
        sync(parent(to));
    }

    /** Syncs every file and every directory below and with this one. */
    void syncTree(Path root) throws IOException {
        power.before(WritePoint.STAGE_SYNC);
        for (Path path : deepestFirst(root)) {
            sync(path);
        }
    }

    /** Appends to a file that is open at its end. Not synced: what is lost is fetched again. */
    void append(FileChannel file, byte[] bytes, int length) throws IOException {
        power.before(WritePoint.PART_APPEND);
        writeAll(file, bytes, length);
    }

    /** Deletes a file, a link or a directory with all that is in it; nothing there is fine. */
    void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        power.before(WritePoint.DELETE);
        for (Path path : deepestFirst(root)) {
            Files.deleteIfExists(path);
        }
    }

    private static void writeAll(FileChannel channel, byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    // Linux opens a directory for reading and syncs it as it does a file.
    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static List<Path> deepestFirst(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static Path parent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null) {
            throw new NoSuchFileException(file.toString(), null, "it has no directory");
        }
        return parent;
    }
}
