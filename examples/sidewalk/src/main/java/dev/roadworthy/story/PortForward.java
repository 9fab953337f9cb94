package dev.roadworthy.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service of the cluster, reached from outside by kubectl at an address that stays the same. */
final class PortForward implements AutoCloseable {

    private static final Pattern LOCAL_PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    private final String namespace;
    private final String service;
    private final int port;
    private int localPort;
    private Process process;

    private PortForward(String namespace, String service, int port) throws IOException {
        this.namespace = namespace;
        this.service = service;
        this.port = port;
        this.process = start();
    }

    static PortForward open(String namespace, String service, int port) throws IOException {
        return new PortForward(namespace, service, port);
    }

    private Process start() throws IOException {
        // Port 0 is a free one.
        Process forward = Kubectl.start(
                "port-forward", "--namespace", namespace, "service/" + service, "%d:%d".formatted(localPort, port));
        // kubectl says: Forwarding from 127.0.0.1:43210 -> 9000
        BufferedReader words = forward.inputReader();
        String said = Objects.requireNonNullElse(words.readLine(), "nothing");
        Matcher local = LOCAL_PORT.matcher(said);
        StoryException.unless(local.find(), "a port-forward to " + service, said);
        localPort = Integer.parseInt(local.group(1));
        // It says a line for each connection, and would stand still if nobody read them.
        Thread.ofVirtual().start(() -> words.lines().forEach(line -> {}));
        return forward;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + localPort);
    }

    /** Once there is another pod: kubectl holds on to the one that it found, and hangs when that is gone. */
    void reopen() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = start();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
