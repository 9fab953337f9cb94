package dev.roadworthy.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service of the cluster, reached from outside by kubectl at an address that stays the same. kubectl holds on to one pod and
 * ends with it; then it is started again, until there is another pod.
 */
final class PortForward implements AutoCloseable {

    private static final Pattern LOCAL_PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String namespace;
    private final String service;
    private final int port;
    private final int localPort;
    private final Thread keeper;
    private volatile Process process;

    private PortForward(String namespace, String service, int port, int localPort, Process process) {
        this.namespace = namespace;
        this.service = service;
        this.port = port;
        this.localPort = localPort;
        this.process = process;
        this.keeper = Thread.ofVirtual().name("port-forward-" + service).unstarted(this::keep);
    }

    static PortForward open(String namespace, String service, int port) throws IOException {
        Process process = start(namespace, service, ":" + port);
        // kubectl says: Forwarding from 127.0.0.1:43210 -> 9000
        String said = Objects.requireNonNullElse(process.inputReader().readLine(), "nothing");
        Matcher local = LOCAL_PORT.matcher(said);
        StoryException.unless(local.find(), "a port-forward to " + service, said);
        PortForward forward = new PortForward(namespace, service, port, Integer.parseInt(local.group(1)), process);
        forward.keeper.start();
        return forward;
    }

    private static Process start(String namespace, String service, String ports) throws IOException {
        return Kubectl.start("port-forward", "--namespace", namespace, "service/" + service, ports);
    }

    private void keep() {
        try {
            while (true) {
                awaitEnd(process);
                Thread.sleep(PAUSE);
                process = start(namespace, service, localPort + ":" + port);
            }
        } catch (InterruptedException e) {
            process.destroy();
        } catch (IOException e) {
            // Whoever uses the address finds that nobody answers.
        }
    }

    /** It says a line for each connection, and would stand still if nobody read them. */
    private static void awaitEnd(Process process) throws InterruptedException {
        BufferedReader words = process.inputReader();
        Thread.ofVirtual().start(() -> words.lines().forEach(line -> {}));
        process.waitFor();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + localPort);
    }

    @Override
    public void close() {
        keeper.interrupt();
        process.destroy();
    }
}
