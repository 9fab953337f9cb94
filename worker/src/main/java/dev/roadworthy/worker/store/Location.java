package dev.roadworthy.worker.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The root below which objects lie. */
public sealed interface Location {

    /** The URI of an object below. */
    String uri(String path);

    /**
     * Objects of a bucket.
     *
     * @param bucket its name
     * @param prefix what the keys start with: empty, or ends with {@code /}
     */
    record Bucket(String bucket, String prefix) implements Location {

        private static final Pattern FORM = Pattern.compile("s3://([^/]+)(?:/(.*))?");

        String key(String path) {
            return prefix + path;
        }

        @Override
        public String uri(String path) {
            return "s3://%s/%s".formatted(bucket, key(path));
        }
    }

    /** Files below a directory. */
    record Directory(Path path) implements Location {

        @Override
        public String uri(String path) {
            return this.path.resolve(path).toUri().toString();
        }
    }

    /**
     * An object as its URI names it.
     *
     * @param root where it lies: a whole bucket, or the directory that holds the file
     * @param path below the root
     */
    record OfObject(Location root, String path) {}

    /**
     * Reads {@code s3://bucket/key} or {@code file:///file}.
     *
     * @throws IllegalArgumentException where it is neither
     */
    static OfObject ofObject(String uri) {
        Matcher bucket = Bucket.FORM.matcher(uri);
        if (bucket.matches() && bucket.group(2) != null) {
            return new OfObject(new Bucket(bucket.group(1), ""), bucket.group(2));
        }
        if (uri.startsWith("file:/")) {
            Path file = Path.of(URI.create(uri));
            if (file.getParent() != null) {
                return new OfObject(
                        new Directory(file.getParent()), file.getFileName().toString());
            }
        }
        throw new IllegalArgumentException("'%s' names no object; expected s3://bucket/key".formatted(uri));
    }

    /**
     * Reads {@code s3://bucket/prefix} or {@code file:///directory}. A prefix names a folder, with or without its last
     * {@code /}.
     *
     * @throws IllegalArgumentException where it is neither
     */
    static Location parse(String uri) {
        Matcher bucket = Bucket.FORM.matcher(uri);
        if (bucket.matches()) {
            String prefix = bucket.group(2) == null ? "" : bucket.group(2);
            return new Bucket(bucket.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
        }
        if (uri.startsWith("file:/")) {
            return new Directory(Path.of(URI.create(uri)));
        }
        throw new IllegalArgumentException("'%s' is not a place; expected s3://bucket/prefix/".formatted(uri));
    }
}
