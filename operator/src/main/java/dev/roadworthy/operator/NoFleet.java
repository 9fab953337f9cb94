package dev.roadworthy.operator;

import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.controller.port.Fleet;
import dev.roadworthy.controller.port.Refused;
import java.util.Optional;

/** An installation without a bridge: releases end as bundles. */
final class NoFleet implements Fleet {

    @Override
    public Answer want(Campaign campaign) throws Refused {
        throw none();
    }

    @Override
    public Optional<CampaignSummary> summary(String line) throws Refused {
        throw none();
    }

    private static Refused none() {
        return new Refused(
                "this installation has no bridge to vehicles; set bridge.enabled in the Helm values, or leave"
                        + " spec.rollout out");
    }
}
