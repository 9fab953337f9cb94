package dev.roadworthy.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** An immutable, checked view of recorded rides, pinned by a digest. */
@Group("roadworthy.dev")
@Version("v1alpha1")
@Categories("roadworthy")
@ShortNames("ds")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Frames", jsonPath = ".status.frames", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Labelled", jsonPath = ".status.labelled", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Rides", jsonPath = ".status.rides", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Digest",
        jsonPath = ".status.digest",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@ValidationRule(
        value = "!has(self.spec.extends) || self.spec.extends.all(d, d.name != self.metadata.name)",
        message = "a Dataset cannot extend itself; name earlier ones in spec.extends")
public class Dataset extends CustomResource<DatasetSpec, DatasetStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    public DatasetSpec getSpec() {
        return super.getSpec();
    }
}
