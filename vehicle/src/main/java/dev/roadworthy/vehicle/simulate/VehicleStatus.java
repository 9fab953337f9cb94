package dev.roadworthy.vehicle.simulate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.vehicle.agent.Agent;
import dev.roadworthy.vehicle.state.Installed;
import dev.roadworthy.vehicle.state.VehicleState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated vehicle is, after its latest poll.
 *
 * @param vehicle its name
 * @param phase where it stands in an installation, for example {@code Idle}
 * @param running the bundle that it runs; null before the first
 * @param version of that, for people
 * @param previous the bundle to which it can go back; null where there is none
 * @param latencyMsP95 what it told the bridge last: 19 of 20 inferences took at most so many milliseconds
 * @param latency how that number came about: {@code measured}, or what was declared
 * @param polls that it has begun
 * @param failedPolls of these, which failed
 * @param fault why the latest poll failed, or the vehicle ended; empty where it did not
 * @param ended whether it polls no more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VehicleStatus(
        String vehicle,
        String phase,
        @Nullable Digest running,
        @Nullable String version,
        @Nullable Digest previous,
        @Nullable Double latencyMsP95,
        String latency,
        long polls,
        long failedPolls,
        String fault,
        boolean ended) {

    static VehicleStatus of(String id, Agent agent, String latency, long polls, long failedPolls, String fault) {
        VehicleState state = agent.state();
        Installed running = state.running();
        Installed previous = state.fallback();
        Map<String, String> told = agent.lastReport();
        String p95 = told.get("latencyMsP95");
        return new VehicleStatus(
                id,
                state.phase().getClass().getSimpleName(),
                running == null ? null : running.digest(),
                running == null ? null : running.version(),
                previous == null ? null : previous.digest(),
                p95 == null ? null : Double.valueOf(p95),
                latency,
                polls,
                failedPolls,
                fault,
                false);
    }

    /** A vehicle that did not begin. */
    static VehicleStatus unborn(String id, String latency) {
        return new VehicleStatus(id, "Idle", null, null, null, null, latency, 0, 0, "", false);
    }

    VehicleStatus ending(String why) {
        return new VehicleStatus(
                vehicle, phase, running, version, previous, latencyMsP95, latency, polls, failedPolls, why, true);
    }
}
