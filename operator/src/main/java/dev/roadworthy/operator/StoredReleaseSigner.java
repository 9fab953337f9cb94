package dev.roadworthy.operator;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.PublicKeys;
import dev.roadworthy.bundle.oms.ModelStatement;
import dev.roadworthy.bundle.oms.SignedModel;
import dev.roadworthy.bundle.release.Approval;
import dev.roadworthy.bundle.release.BundleFile;
import dev.roadworthy.bundle.release.Release;
import dev.roadworthy.bundle.release.ReleaseStatement;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.ReleaseSigner;
import dev.roadworthy.controller.port.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Signs with a key, and keeps what it signed in the artifact store: the first signature over a statement lies below
 * {@code signed/<key id>/<digest>}, and is taken again from then on.
 */
final class StoredReleaseSigner implements ReleaseSigner {

    private static final String MODEL_DIRECTORY = "model";
    // What a vehicle uses of a model's folder; a trainer may leave more there.
    private static final Set<String> ON_VEHICLES =
            Set.of(ModelManifest.MODEL, ModelManifest.PREPROCESS, "MODEL_CARD.md");
    private static final long EPOCH = 1;
    private static final long FLOOR = 0;

    private final KeyProvider key;
    private final KeptSignatures signatures;
    private final S3Documents documents;
    private final ReleaseCounters counters;

    /** Signs with this key. */
    StoredReleaseSigner(KeyProvider key, S3Documents documents) {
        this.key = key;
        this.signatures = new KeptSignatures(key, documents);
        this.documents = documents;
        this.counters = new ReleaseCounters(documents);
    }

    @Override
    public Signed sign(Order order) throws Refused, Unavailable {
        List<ModelManifest.File> files = order.model().files().stream()
                .filter(file -> ON_VEHICLES.contains(file.path()))
                .toList();
        ModelStatement model = ModelStatement.of(
                MODEL_DIRECTORY,
                files.stream().collect(Collectors.toMap(ModelManifest.File::path, file -> file.content()
                        .digest())));
        ArtifactRef modelSignature = once(
                Digest.of(model.write()),
                () -> SignedModel.sign(model, key),
                (envelope, trust) -> SignedModel.verify(envelope, trust, BundlePath.MODEL_SIGNATURE.value()));
        long counter = counters.claim(order.line(), order.claimant());
        ReleaseStatement statement = statement(order, counter, model, files, modelSignature);
        Digest payload = Digest.of(statement.write());
        ArtifactRef release = once(payload, () -> SignedRelease.sign(statement, key), SignedRelease::verify);
        return new Signed(counter, release, payload, modelSignature, PublicKeys.pem(key.publicKey()), key.keyId());
    }

    private static ReleaseStatement statement(
            Order order, long counter, ModelStatement model, List<ModelManifest.File> files, ArtifactRef modelSignature)
            throws Refused {
        Candidate candidate = order.candidate();
        List<BundleFile> listed = new ArrayList<>();
        listed.add(new BundleFile(BundlePath.MODEL_SIGNATURE, modelSignature.bytes(), modelSignature.digest()));
        for (ModelManifest.File file : files) {
            listed.add(new BundleFile(
                    BundlePath.ofModel(file.path()),
                    file.content().bytes(),
                    file.content().digest()));
        }
        try {
            return new ReleaseStatement(
                    listed,
                    new Release(
                            order.line(),
                            order.version(),
                            EPOCH,
                            counter,
                            FLOOR,
                            null,
                            candidate.compatibility(),
                            candidate.model(),
                            model.root(),
                            candidate.policy(),
                            candidate.evaluations(),
                            order.lineage(),
                            approval(candidate, order.approval()),
                            null));
        } catch (IllegalArgumentException e) {
            throw new Refused("no release can be made of this spec: %s".formatted(e.getMessage()));
        }
    }

    private static Approval approval(Candidate candidate, Optional<Approved> given) {
        return given.map(by -> new Approval(candidate.digest(), by.commit(), by.pullRequest(), by.approvers()))
                .orElseGet(() -> new Approval(candidate.digest(), null, null, List.of()));
    }

    /** The one signature over a statement, as an artifact. */
    private ArtifactRef once(Digest statement, KeptSignatures.Signature signature, KeptSignatures.Check check)
            throws Refused, Unavailable {
        byte[] envelope = signatures.first("signed/%s/%s".formatted(key.keyId(), statement.hex()), signature, check);
        Digest digest = Digest.of(envelope);
        documents.create(ArtifactRef.key(digest), envelope);
        return new ArtifactRef(documents.uri(ArtifactRef.key(digest)), digest, envelope.length);
    }
}
