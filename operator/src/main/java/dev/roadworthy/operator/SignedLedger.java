package dev.roadworthy.operator;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.Unavailable;
import java.util.Optional;

/**
 * A store whose ledger is signed. A statement is recorded once it lies there with its signature; who is killed between the two
 * records it again.
 */
record SignedLedger(ArtifactStore store, StatementSigner signer) implements ArtifactStore {

    @Override
    public void record(InTotoStatement<?> statement) throws Refused, Unavailable {
        store.record(statement);
        signer.sign(Documents.write(statement));
    }

    @Override
    public byte[] read(ArtifactRef artifact) throws Refused, Unavailable {
        return store.read(artifact);
    }

    @Override
    public Optional<Result> result(String step, Digest input) throws Refused, Unavailable {
        return store.result(step, input);
    }

    @Override
    public void keep(Result result) throws Unavailable {
        store.keep(result);
    }

    @Override
    public void tell(RunEvent event, int order) throws Unavailable {
        store.tell(event, order);
    }
}
