package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import dev.roadworthy.controller.port.Fleet;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.ReleaseSigner;
import dev.roadworthy.controller.port.Unavailable;
import java.util.Objects;

/** Has done outside what a decision about an EdgeRelease asks for. Each can be done again without harm. */
final class ReleaseErrands {

    private final ReleaseSigner signer;
    private final Fleet fleet;

    ReleaseErrands(ReleaseSigner signer, Fleet fleet) {
        this.signer = signer;
        this.fleet = fleet;
    }

    /** The decision after that. */
    EdgeReleaseDecision run(EdgeRelease release, EdgeReleaseDecision decision) {
        if (decision.order().isPresent()) {
            return sign(release, decision, decision.order().get());
        }
        return decision.campaign().isPresent()
                ? tell(decision, decision.campaign().get())
                : decision;
    }

    private EdgeReleaseDecision sign(EdgeRelease release, EdgeReleaseDecision decision, ReleaseSigner.Order order) {
        try {
            return decision.signed(EdgeReleaseObservation.specDigest(release), signer.sign(order));
        } catch (Refused e) {
            return decision.undone(new Outcome.Reject("SigningRefused", Objects.toString(e.getMessage())));
        } catch (Unavailable e) {
            return decision.undone(
                    new Outcome.Wait("SignerUnavailable", Objects.toString(e.getMessage()), Retry.OUTSIDE));
        }
    }

    private EdgeReleaseDecision tell(EdgeReleaseDecision decision, Campaign campaign) {
        try {
            return switch (fleet.want(campaign)) {
                case TAKEN -> decision;
                case SUPERSEDED -> decision.superseded();
            };
        } catch (Refused e) {
            return decision.undone(new Outcome.Reject("FleetRefused", Objects.toString(e.getMessage())));
        } catch (Unavailable e) {
            return decision.undone(
                    new Outcome.Wait("FleetUnavailable", Objects.toString(e.getMessage()), Retry.OUTSIDE));
        }
    }
}
