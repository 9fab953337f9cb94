package dev.roadworthy.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Campaign} stands, as the bridge observes it.
 *
 * @param format {@value #FORMAT}
 * @param line the model line
 * @param bundle the release that the numbers are of
 * @param activeWave the wave that the bridge goes by, as the campaign has it: an index into {@code waves}, from 0
 * @param waves those of the campaign, in its order; a wave's numbers are of all its vehicles, so they include those of the
 *     waves before it
 */
public record CampaignSummary(int format, String line, Digest bundle, int activeWave, List<Wave> waves) {

    public static final int FORMAT = 1;

    /**
     * A wave's vehicles, and what is concluded from them.
     *
     * @param name as in the campaign
     * @param targeted vehicles that belong to the wave
     * @param offered of these, to which the release was offered
     * @param installed of the offered, which said that they installed it, verified or not
     * @param verified of the offered, which report running it
     * @param failed of the offered, which said so, went back, or did not report in time
     * @param unreachable of the targeted, to which nothing was offered since they have not asked for long
     * @param verdict what is concluded
     */
    public record Wave(
            String name,
            long targeted,
            long offered,
            long installed,
            long verified,
            long failed,
            long unreachable,
            Verdict verdict) {}

    /**
     * A conclusion.
     *
     * @param state which
     * @param cause why, for people; null where the wave is healthy
     */
    public record Verdict(State state, @Nullable String cause) {}

    /** What can be concluded of a wave. */
    public enum State {
        /** Enough vehicles run the release, and those still on the way cannot change that. */
        HEALTHY("Healthy"),
        /** A limit is exceeded. Final for the release. */
        BREACHED("Breached"),
        /** Too little is known. */
        INCONCLUSIVE("Inconclusive");

        private final String id;

        State(String id) {
            this.id = id;
        }

        /** The name in documents. */
        @JsonValue
        public String id() {
            return id;
        }
    }
}
