package dev.roadworthy.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.cli.check.plan.Change;
import dev.roadworthy.cli.check.plan.KnownResults;
import dev.roadworthy.cli.check.plan.Live;
import dev.roadworthy.cli.check.plan.Planner;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.check.revision.Revision;
import dev.roadworthy.cli.check.validation.Validation;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.manifest.SourceFile;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real API server says of manifests, beside what is said of them without one. */
@RealApiServer
class ClusterViewIT {

    private Cluster cluster;
    private ClusterView view;

    @BeforeEach
    void start(Cluster cluster) {
        this.cluster = cluster;
        this.view = new ClusterView(cluster.client(), StoredResults.open(Optional.empty()));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "seed: 7             | seed: 8             | ",
                "test: 15}           | test: 16}           | spec.split.percent",
                "layout: RideLog     | layout: Rides       | spec.source.layout",
                "classes: [road]     | classes: [road, road] | spec.classes",
                "seed: 7             | sed: 7              | spec.split",
                "seed: 7             | seed: seven         | spec.split.seed",
                "min: 20             | min: many           | spec.checks.framesPerSlice.min",
                "cpu: 500m           | cpu: lots           | spec.resources.requests",
                "name: night, where  | name: Night, where  | spec.slices[0].name",
                "source:             | origin:             | spec",
            })
    void theApiServerRefusesWhatIsRefusedWithoutIt(String before, String after, String field) {
        String yaml = dataset("a");
        assertThat(yaml).contains(before);
        Folder folder = folder(yaml.replace(before, after));
        List<Declared> manifests = List.copyOf(folder.objects().values());
        List<String> unchecked = new ArrayList<>();

        List<Finding> here = Validation.of(folder(""), folder, new Live(Map.of(), KnownResults.NONE));
        List<Finding> there = view.dryRun(manifests, unchecked);

        assertThat(unchecked).isEmpty();
        if (field == null) {
            assertThat(here).isEmpty();
            assertThat(there).isEmpty();
        } else {
            assertThat(here).anySatisfy(finding -> assertThat(finding.message()).contains(field));
            assertThat(there).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.rule()).isEqualTo(Finding.Rule.SERVER);
                assertThat(finding.level()).isEqualTo(Finding.Level.ERROR);
            });
        }
        assertThat(cluster.client()
                        .genericKubernetesResources("roadworthy.dev/v1alpha1", "Dataset")
                        .inNamespace(cluster.namespace())
                        .list()
                        .getItems())
                .as("a dry run leaves nothing")
                .isEmpty();
    }

    @Test
    void aRuleThatTheApiServerFindsBrokenHasItsLine() {
        Folder folder = folder(dataset("b").replace("test: 15}", "test: 16}"));

        assertThat(view.dryRun(List.copyOf(folder.objects().values()), new ArrayList<>()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.place().line()).isEqualTo(8);
                    assertThat(finding.message()).contains("train, validation and test must add up to 100 percent");
                });
    }

    @Test
    void whatMayNotBeAskedIsSaid() {
        Folder folder =
                Folder.of(new Revision("now", List.of(new SourceFile("a.yaml", dataset("c")))), "no-such-namespace");
        List<String> unchecked = new ArrayList<>();

        assertThat(view.dryRun(List.copyOf(folder.objects().values()), unchecked))
                .isEmpty();
        assertThat(unchecked).singleElement().satisfies(line -> assertThat(line)
                .startsWith("Dataset/c by the API server: ")
                .contains("no-such-namespace"));
    }

    @Test
    void historyTellsWhatARunTakes() {
        Folder before = folder(training("7"));
        apply(training("7"));
        cluster.client()
                .genericKubernetesResources("roadworthy.dev/v1alpha1", "TrainingRun")
                .inNamespace(cluster.namespace())
                .withName("run")
                .editStatus(object -> {
                    object.setAdditionalProperty("status", Serialization.unmarshal("""
                                    history:
                                      - {attempt: 1, inputHash: "sha256:1", outcome: Trained, gpuSeconds: 5400}
                                    """, Map.class));
                    return object;
                });

        List<Change> changes = Planner.plan(
                        before, folder(training("8")), view.live(Set.of(cluster.namespace())), Set.of())
                .changes();

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.effect().why()).isEqualTo("spec.seed: 7 → 8");
            assertThat(change.cost().line()).isEqualTo("about 1.5 GPU hours, as its last attempt took");
        });
    }

    private Folder folder(String yaml) {
        return Folder.of(new Revision("now", List.of(new SourceFile("a.yaml", yaml))), cluster.namespace());
    }

    private void apply(String yaml) {
        cluster.client()
                .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .inNamespace(cluster.namespace())
                .serverSideApply();
    }

    private static String dataset(String name) {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: %s}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog}
                  classes: [road]
                  split: {seed: 7,
                    percent: {train: 70, validation: 15, test: 15}}
                  slices: [{name: night, where: sun_elevation < -6}]
                  checks: {framesPerSlice: {min: 20}}
                  resources: {requests: {cpu: 500m}}
                """.formatted(name);
    }

    private static String training(String seed) {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: run}
                spec:
                  datasetRef: {name: v1}
                  image: r/trainer@sha256:0000000000000000000000000000000000000000000000000000000000000000
                  seed: %s
                  resources: {limits: {nvidia.com/gpu: "1"}}
                """.formatted(seed);
    }
}
