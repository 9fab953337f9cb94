package dev.roadworthy.cli.lineage;

import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.oms.SignedModel;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.LabelSnapshot;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Outage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chain anew from the store: every statement, its signature, every artifact that one names, every file that such an artifact
 * names, and the signatures of releases. What differs is named; nothing ends it early.
 */
final class Verification {

    // What lies in the store under its digest. The others are digests of something that lies elsewhere, or inside.
    private static final Set<String> STORED = Set.of(
            Ledger.MANIFEST,
            Ledger.INDEX,
            Ledger.REPORT,
            Ledger.LABELS,
            Ledger.MODEL,
            Ledger.ENVELOPE,
            Ledger.MODEL_SIGNATURE,
            Ledger.BUNDLE,
            "baseline",
            "selection",
            Ledger.REVIEW);

    private final LedgerStore store;
    private final @Nullable TrustStore trust;
    private final Set<Digest> checked = new HashSet<>();
    private final Set<Digest> whole = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private int statements;
    private int signed;
    private int signatures;

    /**
     * A verification.
     *
     * @param trust keys that may sign; null where signatures are not looked at
     */
    Verification(LedgerStore store, @Nullable TrustStore trust) {
        this.store = store;
        this.trust = trust;
    }

    /**
     * What came of it.
     *
     * @param signed how many statements are signed; where signatures are looked at, rightly
     * @param artifacts that were read
     * @param signatures that were verified
     * @param faults what differs, a sentence each
     */
    record Result(int statements, int signed, int artifacts, int signatures, List<String> faults) {

        /**
         * As a line.
         *
         * @param verified whether signatures were looked at
         * @param others faults that were found elsewhere
         */
        String summary(boolean verified, int others) {
            int all = faults.size() + others;
            return "%d statements (%d signed) and %d artifacts read, %s; %s"
                    .formatted(
                            statements,
                            signed,
                            artifacts,
                            verified ? signatures + " signatures verified" : "no signature checked (--key)",
                            all == 0 ? "all is as it was made" : all + " faults");
        }
    }

    /** Checks all of a graph. */
    Result of(Graph graph) throws StepException, IOException {
        Signatures beside = Signatures.of(
                store,
                trust,
                Stream.concat(
                                graph.made().values().stream(),
                                graph.verdicts().values().stream().flatMap(List::stream))
                        .map(Entry::digest)
                        .toList());
        for (Entry.Made making : graph.made().values()) {
            statement(making.digest(), beside);
            for (Subject subject : making.subjects()) {
                stored(subject.name(), subject.sha256());
            }
            for (Resource used : making.used()) {
                stored(used);
            }
            for (Resource byproduct : making.provenance().runDetails().byproducts()) {
                stored(byproduct);
            }
            agrees(making);
        }
        for (List<Entry.Judged> verdicts : graph.verdicts().values()) {
            for (Entry.Judged judged : verdicts) {
                statement(judged.digest(), beside);
            }
        }
        return new Result(statements, signed, checked.size(), signatures, List.copyOf(faults));
    }

    private void statement(Digest digest, Signatures beside) throws StepException {
        statements++;
        try {
            store.statement(digest.hex());
        } catch (LineageException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        if (beside.isSigned(digest, faults)) {
            signed++;
            signatures += trust == null ? 0 : 1;
        }
    }

    private void stored(Resource resource) throws StepException, IOException {
        Digest digest = resource.sha256();
        if (digest != null) {
            stored(resource.name(), digest);
        }
    }

    private void stored(String role, Digest digest) throws StepException, IOException {
        if (!STORED.contains(role) || !isWhole(role, digest)) {
            return;
        }
        switch (role) {
            case Ledger.MODEL, "baseline" -> {
                for (ModelManifest.File file : document(role, digest, ModelManifest.class).stream()
                        .flatMap(manifest -> manifest.files().stream())
                        .toList()) {
                    isWhole(file.path(), file.content().digest());
                }
            }
            case Ledger.LABELS -> {
                for (LabelSnapshot.Label label : document(role, digest, LabelSnapshot.class).stream()
                        .flatMap(snapshot -> snapshot.labels().stream())
                        .toList()) {
                    isWhole("mask", label.mask().digest());
                }
            }
            default -> {}
        }
    }

    /** Whether the artifact is there, with the bytes of its digest; each is read once. */
    private boolean isWhole(String role, Digest digest) throws StepException, IOException {
        if (!checked.add(digest)) {
            return false;
        }
        String key = ArtifactRef.key(digest);
        try (InputStream in = store.open(digest)) {
            if (Digest.of(in).equals(digest)) {
                whole.add(digest);
                return true;
            }
            faults.add("%s (%s) does not hold the bytes of its digest: it was changed or cut off".formatted(key, role));
        } catch (StepException e) {
            if (!e.is(Outage.ArtifactMissing)) {
                throw e;
            }
            faults.add("%s (%s) is not in the store".formatted(key, role));
        }
        return false;
    }

    private <T> Optional<T> document(String role, Digest digest, Class<T> type) throws StepException, IOException {
        try {
            return Optional.of(Documents.read(store.document(digest), type));
        } catch (LineageException | MalformedDocumentException e) {
            faults.add("%s (%s) cannot be read: %s".formatted(ArtifactRef.key(digest), role, e.getMessage()));
            return Optional.empty();
        }
    }

    /** What a statement says together must be said by what it names, too. */
    private void agrees(Entry.Made making) throws StepException, IOException {
        Map<String, Digest> subjects = new HashMap<>();
        making.subjects().forEach(subject -> subjects.put(subject.name(), subject.sha256()));
        Digest dataset = subjects.get(Ledger.DATASET);
        Digest manifest = subjects.get(Ledger.MANIFEST);
        if (dataset != null && manifest != null && isRead(manifest)) {
            document(Ledger.MANIFEST, manifest, DatasetManifest.class)
                    .filter(said -> !said.digest().equals(dataset)
                            || !said.index().digest().equals(subjects.get(Ledger.INDEX))
                            || !said.report().digest().equals(subjects.get(Ledger.REPORT)))
                    .ifPresent(said -> faults.add("%s (manifest) is not of the dataset of statement %s"
                            .formatted(ArtifactRef.key(manifest), making.digest())));
        }
        Digest release = subjects.get(Ledger.RELEASE);
        Digest envelope = subjects.get(Ledger.ENVELOPE);
        Digest signature = subjects.get(Ledger.MODEL_SIGNATURE);
        if (trust != null && release != null && envelope != null && signature != null) {
            released(trust, release, envelope, signature);
        }
    }

    private void released(TrustStore keys, Digest release, Digest envelope, Digest modelSignature)
            throws StepException, IOException {
        if (!isRead(envelope) || !isRead(modelSignature)) {
            return;
        }
        try {
            SignedRelease verified = SignedRelease.verify(store.document(envelope), keys);
            if (!verified.payloadDigest().equals(release)) {
                faults.add("%s (release.json) is signed, over another release than %s"
                        .formatted(ArtifactRef.key(envelope), release));
            }
            SignedModel model = SignedModel.verify(store.document(modelSignature), keys, Ledger.MODEL_SIGNATURE);
            if (!model.statement().root().equals(verified.release().modelRoot())) {
                faults.add("%s (model.sig) is of another model than the release"
                        .formatted(ArtifactRef.key(modelSignature)));
            }
            signatures += 2;
        } catch (RefusedException | LineageException e) {
            faults.add("%s (release.json) or its model.sig: %s".formatted(ArtifactRef.key(envelope), e.getMessage()));
        }
    }

    /** Whether it was found whole: what is damaged is told once. */
    private boolean isRead(Digest digest) {
        return whole.contains(digest);
    }
}
