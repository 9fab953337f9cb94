package dev.roadworthy.bridge.campaign;

import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.Digest;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A campaign with what its verified release says.
 *
 * @param campaign what the operator wants
 * @param position of the release
 * @param hardware names of the hardware that the release may go onto
 * @param installBefore from then on it is installed nowhere; null for no end
 * @param breached whether a limit of health was exceeded by this release
 */
public record Rollout(
        Campaign campaign,
        Position position,
        Set<String> hardware,
        @Nullable Instant installBefore,
        boolean breached) {

    /** The release's archive. */
    public Digest bundle() {
        return campaign.release().bundle().digest();
    }

    /** Whether nothing of it may reach a vehicle any more, and those that it reached go back. */
    public boolean stopped() {
        return campaign.aborted() || breached;
    }

    boolean expired(Instant now) {
        return installBefore != null && !now.isBefore(installBefore);
    }
}
