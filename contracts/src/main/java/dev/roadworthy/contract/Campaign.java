package dev.roadworthy.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator wants of a fleet for one model line: a release, and how far it may go. The operator says which wave;
 * the bridge says which vehicle, and when.
 *
 * @param format {@value #FORMAT}
 * @param line the model line, for example {@code sidewalk-detector}
 * @param release what is brought to the vehicles
 * @param waves growing parts of the fleet, at least one
 * @param activeWave index into {@code waves}, from 0; the vehicles of this wave and of all before it are offered the release
 * @param paused while true nothing new is offered; what a vehicle already took goes on
 * @param aborted once true nothing is offered, what is open is cancelled, and who runs the release goes back from it
 * @param health when a wave counts as well
 */
public record Campaign(
        int format,
        String line,
        Release release,
        List<Wave> waves,
        int activeWave,
        boolean paused,
        boolean aborted,
        Health health) {

    public static final int FORMAT = 1;

    /**
     * Takes a campaign.
     *
     * @throws IllegalArgumentException where there is no wave, a name is there twice, a wave is smaller than the one before
     *     it, or {@code activeWave} is none of them
     */
    public Campaign {
        Set<String> names = new HashSet<>();
        int before = 0;
        for (Wave wave : waves) {
            if (!names.add(wave.name())) {
                throw new IllegalArgumentException("two waves have the name '%s'".formatted(wave.name()));
            }
            if (wave.percent() < before) {
                throw new IllegalArgumentException("the wave '%s' is of %d %%, less than the %d %% before it"
                        .formatted(wave.name(), wave.percent(), before));
            }
            before = wave.percent();
        }
        if (activeWave < 0 || activeWave >= waves.size()) {
            throw new IllegalArgumentException(
                    "activeWave is %d; expected an index into %d waves".formatted(activeWave, waves.size()));
        }
        waves = List.copyOf(waves);
    }

    /** The wave that the release has come to. */
    public Wave active() {
        return waves.get(activeWave);
    }

    /**
     * A signed release.
     *
     * @param bundle the archive
     * @param payload digest of the signed bytes of its release statement
     * @param counter its position within the epoch that the statement names, from 1
     * @param version a semantic version, for people
     */
    public record Release(ArtifactRef bundle, Digest payload, long counter, String version) {}

    /**
     * A part of the fleet. A vehicle that is in a wave is in every larger one.
     *
     * @param name for people, for example {@code canary}
     * @param percent of the line's vehicles, 1 to 100
     */
    public record Wave(String name, int percent) {

        /**
         * Takes a wave.
         *
         * @throws IllegalArgumentException where {@code percent} is not one
         */
        public Wave {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException(
                        "the wave '%s' is of %d %%; expected 1 to 100".formatted(name, percent));
            }
        }
    }

    /**
     * When a wave counts as well.
     *
     * @param minVehicles with fewer outcomes nothing is concluded, at least 1
     * @param verifyTimeoutSeconds seconds from the offer until a vehicle must have reported that it runs the release, at least 1
     * @param failedPercentMax the largest share of reached vehicles that may fail, 0 to 100 %
     * @param latencyMsP95Max the largest latency of an inference, in milliseconds, that the wave's 95th percentile over the
     *     vehicles' own 95th percentiles may have; null for no limit
     */
    public record Health(
            int minVehicles,
            long verifyTimeoutSeconds,
            double failedPercentMax,
            @Nullable Double latencyMsP95Max) {

        /**
         * Takes the limits.
         *
         * @throws IllegalArgumentException where one is out of its range
         */
        public Health {
            if (minVehicles < 1) {
                throw new IllegalArgumentException("minVehicles is %d; expected 1 or more".formatted(minVehicles));
            }
            if (verifyTimeoutSeconds < 1) {
                throw new IllegalArgumentException(
                        "verifyTimeoutSeconds is %d; expected 1 or more".formatted(verifyTimeoutSeconds));
            }
            if (!(failedPercentMax >= 0 && failedPercentMax <= 100)) {
                throw new IllegalArgumentException(
                        "failedPercentMax is %s; expected 0 to 100".formatted(failedPercentMax));
            }
            if (latencyMsP95Max != null && !(latencyMsP95Max > 0)) {
                throw new IllegalArgumentException(
                        "latencyMsP95Max is %s; expected more than 0".formatted(latencyMsP95Max));
            }
        }
    }
}
