package dev.roadworthy.controller.release;

import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.ReleaseSigner;
import java.util.Optional;

/** What must be done outside before the exit. Each can be done again without harm. */
sealed interface Errand {

    /**
     * People must be asked for an approval, or looked at whether they gave it.
     *
     * @param superseded the pull request that asked for a candidate before; empty where there is none open
     */
    record Ask(GitHost.Proposal proposal, Optional<Superseded> superseded) implements Errand {}

    /**
     * A pull request that nobody needs any more.
     *
     * @param why for those who read it
     */
    record Superseded(Digest intent, String why) {}

    /** People must be asked to end in Git what is rolled back, or looked at whether they did. */
    record End(Revert revert) implements Errand {}

    /** Nobody needs to be asked any more, since the manifest ends it. */
    record Ended(Revert revert) implements Errand {}

    /** A release must be signed. */
    record Sign(ReleaseSigner.Order order) implements Errand {}

    /** The bridge must be told what is wanted. */
    record Tell(Campaign campaign) implements Errand {}
}
