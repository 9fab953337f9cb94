package dev.roadworthy.story;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Vehicles outside the cluster: many in one process, and some in a process each. Each has a token and a disk of its own, and
 * speaks to the bridge alone.
 */
final class Scooters implements AutoCloseable {

    private static final String BRIDGE = "roadworthy-bridge";
    private static final int PORT = 8080;
    static final int SIMULATED = 40;
    private static final List<String> ALONE = List.of("scooter-901", "scooter-902");
    private static final String TOGETHER = "simulated";
    private static final String TOKENS = "tokens";
    private static final int TOKEN_BYTES = 24;

    private final Path folder;
    private final PortForward forward;
    private final String line;
    private final String hardware;
    private final Path keys;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private final Map<String, Path> disks = new TreeMap<>();

    private Scooters(Path folder, PortForward forward, String line, String hardware, Path keys) {
        this.folder = folder;
        this.forward = forward;
        this.line = line;
        this.hardware = hardware;
        this.keys = keys;
    }

    /**
     * Enrols vehicles at the bridge, by the operator's side of it.
     *
     * @param folder receives their disks
     * @param spec of a release that they shall take
     */
    static Scooters enrol(KubernetesClient client, String releaseNamespace, Path folder, EdgeReleaseSpec spec)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path keys = Files.writeString(
                folder.resolve("keys.pem"),
                client.configMaps()
                        .inNamespace(releaseNamespace)
                        .withName(BRIDGE + "-keys")
                        .require()
                        .getData()
                        .get("keys.pem"));
        Scooters scooters = new Scooters(
                folder,
                PortForward.open(releaseNamespace, BRIDGE, PORT),
                spec.line(),
                spec.compatibility().hardware().getFirst(),
                keys);
        String operator = Secrets.text(client, releaseNamespace, BRIDGE + "-operator", "token");
        StringBuilder list = new StringBuilder();
        for (int i = 1; i <= SIMULATED; i++) {
            String vehicle = "scooter-%03d".formatted(i);
            list.append(vehicle)
                    .append(' ')
                    .append(scooters.enrol(operator, vehicle))
                    .append('\n');
            scooters.disks.put(vehicle, folder.resolve(TOGETHER).resolve(vehicle));
        }
        Files.writeString(folder.resolve(TOKENS), list);
        for (String vehicle : ALONE) {
            Files.writeString(folder.resolve(vehicle + ".token"), scooters.enrol(operator, vehicle));
            scooters.disks.put(vehicle, folder.resolve(vehicle));
        }
        return scooters;
    }

    /** Enrols one, and returns its token. */
    private String enrol(String operator, String vehicle) throws IOException, InterruptedException {
        String token = token();
        byte[] body = new ObjectMapper().writeValueAsBytes(Map.of("line", line, "hardware", hardware, "token", token));
        HttpRequest request = HttpRequest.newBuilder(forward.address().resolve("/v1/vehicles/" + vehicle))
                .header("Authorization", "Bearer " + operator)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        StoryException.unless(
                answer.statusCode() == HttpURLConnection.HTTP_NO_CONTENT,
                vehicle + " is enrolled",
                answer.statusCode() + " " + answer.body());
        return token;
    }

    /**
     * Starts them.
     *
     * @param jar of the vehicle's program
     * @param slow a version that is slow on the simulated ones, and how slow in milliseconds, as {@code 1.1.0=4000}
     */
    String start(Path jar, String slow) throws IOException {
        List<String> simulate = command(jar, "simulate");
        simulate.addAll(List.of("--count", String.valueOf(SIMULATED)));
        simulate.addAll(List.of("--tokens", folder.resolve(TOKENS).toString()));
        simulate.addAll(List.of("--root", folder.resolve(TOGETHER).toString()));
        simulate.addAll(List.of("--latency-ms", slow));
        run(TOGETHER, simulate);
        for (String vehicle : ALONE) {
            List<String> agent = command(jar, "run");
            agent.addAll(List.of("--vehicle", vehicle));
            agent.addAll(
                    List.of("--token-file", folder.resolve(vehicle + ".token").toString()));
            agent.addAll(List.of("--directory", folder.resolve(vehicle).toString()));
            run(vehicle, agent);
        }
        return "%d simulated in one process, which declare %s ms, and %d alone; logs and disks are in %s"
                .formatted(SIMULATED, slow, ALONE.size(), folder);
    }

    private List<String> command(Path jar, String what) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xmx256m", "-jar", jar.toString(), what));
        command.addAll(List.of("--bridge", forward.address().toString()));
        // So that the fleet's limit is exceeded, not a vehicle's own.
        command.addAll(List.of("--latency-limit-ms", "10000"));
        // Forty of them poll every two seconds: what they look at is kept little, so that the cluster gets on.
        command.addAll(List.of("--inferences", "5"));
        command.addAll(List.of("--line", line, "--hardware", hardware, "--keys", keys.toString()));
        return command;
    }

    private void run(String name, List<String> command) throws IOException {
        processes.add(Shell.start(command, folder.resolve(name + ".log")));
    }

    private static String token() {
        byte[] chance = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(chance);
        return HexFormat.of().formatHex(chance);
    }

    /** Once there is another bridge. */
    void reconnect() throws IOException, InterruptedException {
        forward.reopen();
    }

    /** How many there are. */
    int size() {
        return disks.size();
    }

    /**
     * What each vehicle runs, by its own disk.
     *
     * @return digests by vehicle; none where it runs nothing
     */
    Map<String, String> running() throws IOException {
        Map<String, String> running = new TreeMap<>();
        for (Map.Entry<String, Path> disk : disks.entrySet()) {
            Path current = disk.getValue().resolve("current");
            running.put(
                    disk.getKey(),
                    Files.isSymbolicLink(current)
                            ? "sha256:" + Files.readSymbolicLink(current).getFileName()
                            : "none");
        }
        return running;
    }

    /** Ends them; their disks stay. */
    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
        http.close();
        forward.close();
    }
}
