package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import io.fabric8.kubernetes.client.utils.Serialization;

/** EdgeReleases of one line: one that asks for approval, and some before it. */
final class LineOfReleases {

    private static final String LINE = "sidewalk-detector";

    private LineOfReleases() {}

    /** One that is not approved yet, with further lines of spec. */
    static EdgeRelease asking(String lines) {
        EdgeRelease release = EdgeReleases.release(LINE, "2.0.0", lines);
        release.getMetadata().setName("sidewalk-2");
        release.getMetadata().setUid("2-0-0");
        return release;
    }

    /**
     * One with a bundle.
     *
     * @param counter its position in the line
     * @param stage of its rollout; {@code none} where it ends in the store
     */
    static EdgeRelease published(String version, int counter, String stage) {
        boolean ends = stage.equals("none");
        EdgeRelease release = EdgeReleases.release(
                LINE,
                version,
                ends ? "" : "rollout: {waves: [{name: all, percent: 100}], health: {latencyMsP95: {max: '50'}}}");
        release.getMetadata().setName("sidewalk-" + version);
        release.getMetadata().setUid(version);
        release.setStatus(Serialization.unmarshal(
                        """
                status:
                  evidence:
                    model: {name: sidewalk-a, digest: "%s", manifest: {uri: s3://artifacts/m, digest: d, bytes: 9}}
                    evaluations: [{name: sidewalk-a-test, report: "%s"}]
                    policy: p
                    lineage: {dataset: "sha256:dddd", image: "sha256:iiii"}
                  signature:
                    spec: "%s"
                    counter: %d
                    release: {uri: s3://artifacts/r, digest: d, bytes: 9}
                    payload: p
                    modelSignature: {uri: s3://artifacts/s, digest: d, bytes: 9}
                    keyId: k
                    publicKey: k
                  bundle: {uri: s3://artifacts/b, digest: b, bytes: 4200000}
                  %s
                """.formatted(
                                        EdgeReleases.MODEL_DIGEST,
                                        EdgeReleases.REPORT,
                                        ReleaseInput.released(release.getSpec()),
                                        counter,
                                        ends ? "" : "rollout: {stage: %s, wave: all, waves: []}".formatted(stage)),
                        EdgeRelease.class)
                .getStatus());
        return release;
    }
}
