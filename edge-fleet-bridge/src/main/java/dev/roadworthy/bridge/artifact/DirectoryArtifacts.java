package dev.roadworthy.bridge.artifact;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Artifacts in a directory. */
public final class DirectoryArtifacts implements Artifacts {

    private final Path root;

    public DirectoryArtifacts(Path root) {
        this.root = root;
    }

    @Override
    public InputStream open(Digest digest, long from, long length) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(root.resolve(ArtifactRef.key(digest)));
        channel.position(from);
        return new BoundedStream(Channels.newInputStream(channel), length);
    }
}
