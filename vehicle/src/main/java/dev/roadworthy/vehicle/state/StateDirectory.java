package dev.roadworthy.vehicle.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.roadworthy.contract.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one directory that a vehicle keeps everything in; see {@code docs/vehicle.md} for what lies where.
 *
 * <p>The order of writes makes it survive a power cut: {@code state.json} says what {@code current} has to lead to and is
 * written first, {@code current} follows, and nothing that either of them names is ever deleted.
 */
public final class StateDirectory {

    private static final String LINK = "current";
    private static final String RELEASES = "releases";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path root;
    private final Disk disk;

    private StateDirectory(Path root, Power power) {
        this.root = root;
        this.disk = new Disk(power);
    }

    /**
     * Opens the directory, and makes it where it is not there.
     *
     * @param power {@link Power#STEADY} but in tests
     */
    public static StateDirectory open(Path root, Power power) throws IOException {
        StateDirectory directory = new StateDirectory(root.toAbsolutePath(), power);
        for (Path part : List.of(directory.releases(), directory.staging(), directory.downloads())) {
            Files.createDirectories(part);
        }
        return directory;
    }

    /**
     * The directory of a vehicle, to be read and not written.
     *
     * @throws IOException where it is none
     */
    public static StateDirectory existing(Path root) throws IOException {
        StateDirectory directory = new StateDirectory(root.toAbsolutePath(), Power.STEADY);
        if (!Files.exists(directory.stateFile())) {
            throw new IOException(
                    "%s has no state.json; name the directory of a vehicle that has polled".formatted(root));
        }
        return directory;
    }

    /**
     * Keeps a second agent out until it is closed, or the process ends.
     *
     * @throws IOException where another agent has the directory
     */
    public Closeable lock() throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException(
                    "%s is in use by another vehicle of this process; give each a directory of its own".formatted(root),
                    e);
        }
        if (lock == null) {
            channel.close();
            throw new IOException("%s is in use by another vehicle agent; stop that one first".formatted(root));
        }
        return channel;
    }

    /**
     * What the vehicle knows.
     *
     * @throws IOException where {@code state.json} is there and cannot be understood: nobody may guess a counter
     */
    public VehicleState load() throws IOException {
        Path file = stateFile();
        if (!Files.exists(file)) {
            return VehicleState.NEW;
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), VehicleState.class);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "%s is damaged: %s. Provision the vehicle anew.".formatted(file, e.getOriginalMessage()), e);
        }
    }

    /** Replaces what the vehicle knows. */
    public void save(VehicleState state) throws IOException {
        disk.replace(stateFile(), JSON.writeValueAsBytes(state));
    }

    /** Lets {@code current} lead to what the state says runs. */
    public void follow(VehicleState state) throws IOException {
        Installed running = state.running();
        if (running == null) {
            // Only after the failed trial of the first release ever: there was no link before it either.
            disk.delete(link());
        } else {
            disk.point(link(), Path.of(RELEASES, running.digest().hex()));
        }
    }

    /** Deletes what the state does not name: staged leftovers, old releases, archives of other assignments. */
    public void sweep(VehicleState state) throws IOException {
        for (Path path : list(staging())) {
            disk.delete(path);
        }
        List<String> kept = state.referenced().stream().map(Digest::hex).toList();
        for (Path path : list(releases())) {
            if (!kept.contains(path.getFileName().toString())) {
                disk.delete(path);
            }
        }
        @Nullable Path part = state.phase() instanceof Phase.Downloading downloading
                ? archive(downloading.assignment().bundle())
                : null;
        for (Path path : list(downloads())) {
            if (part == null || !path.toString().startsWith(part.toString())) {
                disk.delete(path);
            }
        }
    }

    /** Syncs a staged release, before anything relies on it. */
    public void sync(Path staged) throws IOException {
        disk.syncTree(staged);
    }

    /** Moves a staged and synced release to its place. */
    public Path keep(Path staged, Digest digest) throws IOException {
        Path place = release(digest);
        disk.delete(place);
        disk.move(staged, place);
        return place;
    }

    /** Appends to an archive that is being fetched. */
    public void append(FileChannel archive, byte[] bytes, int length) throws IOException {
        disk.append(archive, bytes, length);
    }

    /** Notes under which entity tag an archive is fetched. */
    public void note(Digest bundle, String entityTag) throws IOException {
        disk.replace(entityTag(bundle), entityTag.getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes what was fetched of an archive. */
    public void discard(Digest bundle) throws IOException {
        disk.delete(archive(bundle));
        disk.delete(entityTag(bundle));
    }

    /** The directory that {@code current} leads to, if it leads anywhere. */
    public Optional<Path> current() throws IOException {
        return Files.isDirectory(link()) ? Optional.of(link().toRealPath()) : Optional.empty();
    }

    /** Where a release lies. */
    public Path release(Digest digest) {
        return releases().resolve(digest.hex());
    }

    /** Where a release is staged; on the file system of {@link #release}. */
    public Path staged(Digest digest) {
        return staging().resolve(digest.hex());
    }

    /** What was fetched of an archive. */
    public Path archive(Digest bundle) {
        return downloads().resolve(bundle.hex());
    }

    /** The entity tag under which it is fetched. */
    public Path entityTag(Digest bundle) {
        return downloads().resolve(bundle.hex() + ".etag");
    }

    /** Bytes that are free for releases. */
    public long freeBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    private Path stateFile() {
        return root.resolve("state.json");
    }

    private Path link() {
        return root.resolve(LINK);
    }

    private Path releases() {
        return root.resolve(RELEASES);
    }

    private Path staging() {
        return root.resolve("staging");
    }

    private Path downloads() {
        return root.resolve("downloads");
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
