package dev.roadworthy.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service of the cluster, reached from outside by kubectl. */
record PortForward(Process process, URI address) implements AutoCloseable {

    private static final Pattern LOCAL_PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    static PortForward open(String namespace, String service, int port) throws IOException {
        Process forward = Kubectl.start("port-forward", "--namespace", namespace, "service/" + service, ":" + port);
        // kubectl says: Forwarding from 127.0.0.1:43210 -> 9000
        BufferedReader words = forward.inputReader();
        String said = Objects.requireNonNullElse(words.readLine(), "nothing");
        Matcher local = LOCAL_PORT.matcher(said);
        StoryException.unless(local.find(), "a port-forward to " + service, said);
        // It says a line for each connection, and would stand still if nobody read them.
        Thread.ofVirtual().start(() -> words.lines().forEach(line -> {}));
        return new PortForward(forward, URI.create("http://127.0.0.1:" + local.group(1)));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
