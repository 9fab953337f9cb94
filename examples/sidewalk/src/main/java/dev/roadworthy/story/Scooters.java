package dev.roadworthy.story;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
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
import java.util.stream.IntStream;

/**
 * Vehicles outside the cluster: many in one process, and some in a process each. Each has a token and a disk of its own, and
 * speaks to the bridge alone.
 */
final class Scooters implements AutoCloseable {

    private static final String BRIDGE = "roadworthy-bridge";
    private static final int PORT = 8080;
    private static final int SIMULATED = 40;
    private static final int AGENTS = 2;
    private static final int TOKEN_BYTES = 24;

    private final Path folder;
    private final PortForward forward;
    private final List<Process> processes = new ArrayList<>();
    private final Map<String, Path> disks = new TreeMap<>();

    private Scooters(Path folder, PortForward forward) {
        this.folder = folder;
        this.forward = forward;
    }

    /**
     * What vehicles are.
     *
     * @param line that they run
     * @param hardware that they are
     * @param keys file with the public keys that they trust, PEM
     * @param slow a version that is too slow for the simulated ones, and how slow, as {@code 1.1.0=90}
     */
    record Make(String line, String hardware, Path keys, String slow) {}

    /**
     * Enrols vehicles at the bridge, and starts them.
     *
     * @param jar of the vehicle's program
     * @param folder receives their disks
     */
    static Scooters start(KubernetesClient client, String releaseNamespace, Path jar, Path folder, Make make)
            throws IOException, InterruptedException {
        Scooters scooters = new Scooters(folder, PortForward.open(releaseNamespace, BRIDGE, PORT));
        String operator = Secrets.text(client, releaseNamespace, BRIDGE + "-operator", "token");
        Map<String, String> tokens = new TreeMap<>();
        IntStream.rangeClosed(1, SIMULATED).forEach(i -> tokens.put("scooter-%03d".formatted(i), token()));
        Path list = folder.resolve("tokens");
        Files.createDirectories(folder);
        StringBuilder lines = new StringBuilder();
        tokens.forEach((vehicle, token) -> lines.append(vehicle).append(' ').append(token).append('\n'));
        Files.writeString(list, lines);
        for (Map.Entry<String, String> vehicle : tokens.entrySet()) {
            scooters.enrol(operator, vehicle.getKey(), vehicle.getValue(), make);
            scooters.disks.put(vehicle.getKey(), folder.resolve("simulated").resolve(vehicle.getKey()));
        }
        List<String> simulate = scooters.command(jar, "simulate", make);
        simulate.addAll(List.of("--count", String.valueOf(SIMULATED), "--tokens", list.toString()));
        simulate.addAll(List.of("--root", folder.resolve("simulated").toString(), "--latency-ms", make.slow()));
        scooters.run("simulated", simulate);
        for (int i = 1; i <= AGENTS; i++) {
            scooters.agent(operator, jar, "scooter-%d".formatted(900 + i), make);
        }
        return scooters;
    }

    private void agent(String operator, Path jar, String vehicle, Make make) throws IOException, InterruptedException {
        String token = token();
        Path secret = Files.writeString(folder.resolve(vehicle + ".token"), token);
        enrol(operator, vehicle, token, make);
        disks.put(vehicle, folder.resolve(vehicle));
        List<String> run = command(jar, "run", make);
        run.addAll(List.of("--vehicle", vehicle, "--token-file", secret.toString()));
        run.addAll(List.of("--directory", folder.resolve(vehicle).toString()));
        run(vehicle, run);
    }

    private List<String> command(Path jar, String what, Make make) {
        return new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-jar",
                jar.toString(),
                what,
                "--bridge",
                forward.address().toString(),
                "--line",
                make.line(),
                "--hardware",
                make.hardware(),
                "--keys",
                make.keys().toString()));
    }

    private void run(String name, List<String> command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start());
    }

    private void enrol(String operator, String vehicle, String token, Make make)
            throws IOException, InterruptedException {
        byte[] body = new ObjectMapper()
                .writeValueAsBytes(Map.of("line", make.line(), "hardware", make.hardware(), "token", token));
        HttpRequest request = HttpRequest.newBuilder(forward.address().resolve("/v1/vehicles/" + vehicle))
                .header("Authorization", "Bearer " + operator)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            StoryException.unless(
                    answer.statusCode() == HttpURLConnection.HTTP_NO_CONTENT,
                    vehicle + " is enrolled",
                    answer.statusCode() + " " + answer.body());
        }
    }

    private static String token() {
        byte[] chance = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(chance);
        return HexFormat.of().formatHex(chance);
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
        forward.close();
    }
}
