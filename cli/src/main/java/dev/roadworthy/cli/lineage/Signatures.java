package dev.roadworthy.cli.lineage;

import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.dsse.SignedStatements;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.worker.step.StepException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who has signed which statements, by what lies beside the ledger. */
final class Signatures {

    private final LedgerStore store;
    private final @Nullable TrustStore trust;
    private final Map<String, Set<String>> signers;

    private Signatures(LedgerStore store, @Nullable TrustStore trust, Map<String, Set<String>> signers) {
        this.store = store;
        this.trust = trust;
        this.signers = signers;
    }

    /**
     * Looks what lies there for these statements. Nothing of it is read yet.
     *
     * @param trust keys that may sign; null where signatures are counted, and no more
     */
    static Signatures of(LedgerStore store, @Nullable TrustStore trust, List<Digest> statements) throws StepException {
        Map<String, Set<String>> signers = new HashMap<>();
        statements.forEach(statement -> signers.put(statement.hex(), new TreeSet<>()));
        store.signatures(place -> {
            int slash = place.indexOf('/');
            Set<String> ids = slash < 0 ? null : signers.get(place.substring(slash + 1));
            if (ids != null) {
                ids.add(place.substring(0, slash));
            }
        });
        return new Signatures(store, trust, signers);
    }

    /**
     * Verifies what lies there for a statement by trusted keys.
     *
     * @param faults gets what does not hold, a sentence each
     * @return whether it is signed: where there are trusted keys, by at least one of them, and wrongly by none
     */
    boolean isSigned(Digest statement, List<String> faults) throws StepException {
        Set<String> ids = signers.getOrDefault(statement.hex(), Set.of());
        if (trust == null) {
            return !ids.isEmpty();
        }
        List<String> wrong = new ArrayList<>();
        int trusted = 0;
        for (String id : ids) {
            if (trust.find(id).isPresent()) {
                trusted++;
                verify(trust, id, statement, wrong);
            }
        }
        if (ids.isEmpty()) {
            wrong.add("%s is not signed: nothing lies at %s"
                    .formatted(Ledger.key(statement), Ledger.signature("*", statement)));
        } else if (trusted == 0) {
            wrong.add("%s is signed by another key than the given: by %s"
                    .formatted(Ledger.key(statement), String.join(", ", ids)));
        }
        faults.addAll(wrong);
        return wrong.isEmpty();
    }

    private void verify(TrustStore keys, String id, Digest statement, List<String> wrong) throws StepException {
        String name = Ledger.signature(id, statement);
        try {
            String signer = SignedStatements.verify(
                            store.signature("%s/%s".formatted(id, statement.hex())), statement, keys, name)
                    .id();
            if (!signer.equals(id)) {
                wrong.add("%s is signed by the key %s, and does not belong there".formatted(name, signer));
            }
        } catch (RefusedException | LineageException e) {
            wrong.add("%s does not sign its statement: %s".formatted(name, e.getMessage()));
        }
    }
}
