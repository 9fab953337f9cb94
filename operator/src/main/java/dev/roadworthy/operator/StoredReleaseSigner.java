package dev.roadworthy.operator;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.KeyUnavailableException;
import dev.roadworthy.bundle.key.PublicKeys;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.key.TrustedKey;
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
import java.security.InvalidKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Signs with a key, and keeps what it signed in the artifact store. ECDSA is randomised, so the first signature over a
 * statement is stored under the statement's digest ({@code signed/<key id>/<digest>}), and taken again from then on.
 */
final class StoredReleaseSigner implements ReleaseSigner {

    private static final String MODEL_DIRECTORY = "model";
    // What a vehicle uses of a model's folder; a trainer may leave more there.
    private static final Set<String> ON_VEHICLES =
            Set.of(ModelManifest.MODEL, ModelManifest.PREPROCESS, "MODEL_CARD.md");
    private static final long EPOCH = 1;
    private static final long FLOOR = 0;

    private final KeyProvider key;
    private final TrustStore trust;
    private final S3Documents documents;
    private final ReleaseCounters counters;

    /**
     * Signs with this key.
     *
     * @throws InvalidKeyException where it is on a curve that no vehicle verifies
     */
    StoredReleaseSigner(KeyProvider key, S3Documents documents) throws InvalidKeyException {
        this.key = key;
        this.trust = TrustStore.of(List.of(new TrustedKey(key.publicKey(), Set.of(TrustedKey.EVERY_LINE))));
        this.documents = documents;
        this.counters = new ReleaseCounters(documents);
    }

    /** Makes a signature. */
    @FunctionalInterface
    private interface Signature {
        byte[] make() throws KeyUnavailableException;
    }

    /** Refuses what is not signed by the key, over what was to be signed. */
    @FunctionalInterface
    private interface Check {
        void on(byte[] envelope) throws RefusedException;
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
                envelope -> SignedModel.verify(envelope, trust, BundlePath.MODEL_SIGNATURE.value()));
        long counter = counters.claim(order.line(), order.claimant());
        ReleaseStatement statement = statement(order, counter, model, files, modelSignature);
        Digest payload = Digest.of(statement.write());
        ArtifactRef release = once(
                payload, () -> SignedRelease.sign(statement, key), envelope -> SignedRelease.verify(envelope, trust));
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

    /** The one signature over a statement: the stored one, else a new one that is stored. */
    private ArtifactRef once(Digest statement, Signature signature, Check check) throws Refused, Unavailable {
        String name = "signed/%s/%s".formatted(key.keyId(), statement.hex());
        byte[] envelope = documents.read(name).orElse(null);
        if (envelope == null) {
            try {
                byte[] made = signature.make();
                envelope = documents.create(name, made) ? made : stored(name);
            } catch (KeyUnavailableException e) {
                throw new Unavailable("the release key does not sign: %s".formatted(e.getMessage()), e);
            }
        }
        try {
            check.on(envelope);
        } catch (RefusedException e) {
            throw new Refused("%s was changed: %s; remove it, and it is signed anew"
                    .formatted(documents.uri(name), e.getMessage()));
        }
        Digest digest = Digest.of(envelope);
        documents.create(ArtifactRef.key(digest), envelope);
        return new ArtifactRef(documents.uri(ArtifactRef.key(digest)), digest, envelope.length);
    }

    private byte[] stored(String name) throws Refused, Unavailable {
        return documents
                .read(name)
                .orElseThrow(() ->
                        new Unavailable("%s is being written by another operator".formatted(documents.uri(name))));
    }
}
