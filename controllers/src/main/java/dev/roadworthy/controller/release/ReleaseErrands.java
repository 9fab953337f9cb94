package dev.roadworthy.controller.release;

import dev.roadworthy.contract.Campaign;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import dev.roadworthy.controller.port.Fleet;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.ReleaseSigner;
import dev.roadworthy.controller.port.Unavailable;
import java.util.Objects;

/** Has done outside what a decision about an EdgeRelease asks for. */
final class ReleaseErrands {

    private final ReleaseSigner signer;
    private final Fleet fleet;
    private final GitHost gitHost;

    ReleaseErrands(ReleasePorts ports) {
        this.signer = ports.signer();
        this.fleet = ports.fleet();
        this.gitHost = ports.gitHost();
    }

    /** An errand under way. */
    @FunctionalInterface
    private interface Going {
        EdgeReleaseDecision go() throws Refused, Unavailable;
    }

    /** The decision after its errand. */
    EdgeReleaseDecision run(EdgeReleaseObservation seen, EdgeReleaseDecision decision) {
        if (decision.errand().isEmpty()) {
            return decision;
        }
        return switch (decision.errand().get()) {
            case Errand.Ask ask -> run(decision, "ApprovalRefused", "GitHostUnavailable", () -> ask(seen, ask));
            case Errand.Sign sign ->
                run(
                        decision,
                        "SigningRefused",
                        "SignerUnavailable",
                        () -> decision.signed(
                                ReleaseInput.released(seen.release().getSpec()), signer.sign(sign.order())));
            case Errand.End end -> end.revert().ask(decision, gitHost);
            case Errand.Ended ended -> ended.revert().withdraw(decision, gitHost);
            case Errand.Tell tell ->
                run(decision, "FleetRefused", "FleetUnavailable", () -> tell(decision, tell.campaign()));
        };
    }

    private static EdgeReleaseDecision run(
            EdgeReleaseDecision decision, String refused, String unavailable, Going errand) {
        try {
            return errand.go();
        } catch (Refused e) {
            return decision.undone(new Outcome.Reject(refused, Objects.toString(e.getMessage())));
        } catch (Unavailable e) {
            return decision.undone(new Outcome.Wait(unavailable, Objects.toString(e.getMessage()), Retry.OUTSIDE));
        }
    }

    private EdgeReleaseDecision ask(EdgeReleaseObservation seen, Errand.Ask ask) throws Refused, Unavailable {
        if (ask.superseded().isPresent()) {
            Errand.Superseded superseded = ask.superseded().get();
            gitHost.withdraw(ask.proposal().manifest().namespace(), superseded.intent(), superseded.why());
        }
        GitHost.Answer answer = gitHost.propose(ask.proposal());
        return EdgeReleaseDecision.answered(
                seen,
                answer,
                Corroboration.of(
                        gitHost,
                        ask.proposal().manifest().namespace(),
                        seen.release().getSpec().approval(),
                        answer));
    }

    private EdgeReleaseDecision tell(EdgeReleaseDecision decision, Campaign campaign) throws Refused, Unavailable {
        return switch (fleet.want(campaign)) {
            case TAKEN -> decision;
            case SUPERSEDED -> decision.superseded();
        };
    }
}
