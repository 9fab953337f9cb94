package dev.roadworthy.vehicle.simulate;

import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.vehicle.agent.Profile;
import dev.roadworthy.vehicle.agent.Releases;
import dev.roadworthy.vehicle.inference.Model;
import dev.roadworthy.vehicle.inference.ModelFaultException;
import dev.roadworthy.vehicle.inference.Models;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Models of which the latency is declared, not measured. The first look after a model was opened really runs, so a model
 * that fails its golden inference fails here as well; every later one is a number. Releases of which nothing is declared
 * run as they are.
 */
public final class DeclaredLatencies implements Models {

    private final Models models;
    private final TrustStore trust;
    private final Map<String, Duration> byVersion;

    /**
     * Declares latencies.
     *
     * @param byVersion a release's version, or {@code *} for all others, and what one of its inferences takes
     */
    public DeclaredLatencies(Models models, TrustStore trust, Map<String, Duration> byVersion) {
        this.models = models;
        this.trust = trust;
        this.byVersion = Map.copyOf(byVersion);
    }

    /** As {@link Profile#latency}, for people. */
    public static String describe(Map<String, Duration> byVersion) {
        return byVersion.isEmpty()
                ? Profile.MEASURED
                : byVersion.entrySet().stream()
                        .map(entry -> "%s=%s"
                                .formatted(entry.getKey(), entry.getValue().toNanos() / 1e6))
                        .sorted()
                        .collect(Collectors.joining(" ", "declared ms: ", ""));
    }

    @Override
    public Model open(Path release) throws ModelFaultException, IOException {
        if (byVersion.isEmpty()) {
            return models.open(release);
        }
        Duration declared = byVersion.getOrDefault(version(release), byVersion.get("*"));
        Model model = models.open(release);
        return declared == null ? model : new Declared(model, declared);
    }

    private String version(Path release) throws IOException {
        try {
            return Releases.statement(release, trust).release().version();
        } catch (RefusedException e) {
            throw new IOException("the release in %s has no version: %s".formatted(release, e.getMessage()), e);
        }
    }

    private static final class Declared implements Model {

        private final Model model;
        private final Duration declared;
        private boolean ran;

        Declared(Model model, Duration declared) {
            this.model = model;
            this.declared = declared;
        }

        @Override
        public Duration look(BufferedImage frame, Duration limit) throws ModelFaultException {
            if (!ran) {
                model.look(frame, limit);
                ran = true;
            }
            return declared;
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
