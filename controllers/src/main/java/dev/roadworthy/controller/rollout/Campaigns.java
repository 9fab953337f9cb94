package dev.roadworthy.controller.rollout;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec.Health;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.declared.Declared;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the bridge is told of a rollout. */
public final class Campaigns {

    private static final String VERIFY_TIMEOUT = "1h";

    private Campaigns() {}

    /** The campaign of a release as far as its rollout was written down. */
    public static Campaign of(EdgeReleaseSpec spec, Signature signature, Artifact bundle, Waves waves) {
        return new Campaign(
                Campaign.FORMAT,
                spec.line(),
                new Campaign.Release(
                        new ArtifactRef(bundle.uri(), new Digest(bundle.digest()), bundle.bytes()),
                        new Digest(signature.payload()),
                        signature.counter(),
                        spec.version()),
                waves.declared().waves().stream()
                        .map(wave -> new Campaign.Wave(wave.name(), wave.percent()))
                        .toList(),
                waves.active(),
                waves.isPaused(),
                waves.isBack() || waves.isAborted(),
                health(waves.declared().health()));
    }

    private static Campaign.Health health(@Nullable Health declared) {
        Health health = Objects.requireNonNullElse(declared, new Health(null, null, null, null));
        return new Campaign.Health(
                Objects.requireNonNullElse(health.minVehicles(), 1),
                Declared.duration(Objects.requireNonNullElse(health.verifyTimeout(), VERIFY_TIMEOUT))
                        .toSeconds(),
                health.failedPercent() == null
                        ? 0
                        : Declared.decimal(health.failedPercent().max()).doubleValue(),
                health.latencyMsP95() == null
                        ? null
                        : Declared.decimal(health.latencyMsP95().max()).doubleValue());
    }
}
