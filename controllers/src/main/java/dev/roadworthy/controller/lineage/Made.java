package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.Provenance;
import dev.roadworthy.contract.Provenance.Making;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A statement of provenance in the making. What it is given follows from what a status pins: neither a clock nor the state of
 * another object is asked, so that the same making is the same bytes whenever it is told.
 */
final class Made {

    private final Making making;
    private final Provenance.DeclaredObject object;
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Resource> dependencies = new ArrayList<>();
    private final List<Resource> byproducts = new ArrayList<>();
    private final Map<String, String> values = new TreeMap<>();
    private Provenance.@Nullable Approval approval;

    /** Something that this object declared. */
    Made(Making making, HasMetadata object) {
        this.making = making;
        this.object = new Provenance.DeclaredObject(
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName());
    }

    Made subject(String role, String digest) {
        subjects.add(Subject.of(role, new Digest(digest), null));
        return this;
    }

    Made subject(String role, @Nullable Artifact artifact) {
        return artifact == null ? this : subject(role, artifact.digest());
    }

    Made from(String role, String digest) {
        return from(Resource.of(role, new Digest(digest)));
    }

    Made from(Resource dependency) {
        dependencies.add(dependency);
        return this;
    }

    /** A Dataset by its rows, and the manifest that it was read by. */
    Made from(PinnedDataset dataset) {
        return from(Ledger.DATASET, dataset.digest())
                .from(Ledger.MANIFEST, dataset.manifest().digest());
    }

    Made from(PinnedModel model) {
        return from(Ledger.MODEL, model.digest());
    }

    Made besides(String role, Artifact byproduct) {
        byproducts.add(Resource.of(role, new Digest(byproduct.digest())));
        return this;
    }

    Made value(String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }

    Made approved(Provenance.Approval approval) {
        this.approval = approval;
        return this;
    }

    /**
     * The statement.
     *
     * @param invocation the same for the same input
     */
    InTotoStatement<Provenance> by(String invocation) {
        return InTotoStatement.of(
                subjects,
                Provenance.PREDICATE_TYPE,
                new Provenance(
                        new Provenance.BuildDefinition(
                                making.uri(),
                                new Provenance.ExternalParameters(object, Map.copyOf(values), approval),
                                List.copyOf(dependencies)),
                        new Provenance.RunDetails(
                                Provenance.Builder.OPERATOR,
                                new Provenance.Metadata(invocation),
                                List.copyOf(byproducts))));
    }
}
