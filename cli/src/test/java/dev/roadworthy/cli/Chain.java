package dev.roadworthy.cli;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.dsse.SigstoreBundle;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.KeyUnavailableException;
import dev.roadworthy.bundle.key.PemKeyProvider;
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
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.Compatibility;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.DatasetReport;
import dev.roadworthy.contract.DatasetReport.RideReport;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.LabelSnapshot;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.lineage.AnnotationStatements;
import dev.roadworthy.controller.lineage.DatasetStatements;
import dev.roadworthy.controller.lineage.EvaluationStatements;
import dev.roadworthy.controller.lineage.ReleaseStatements;
import dev.roadworthy.controller.lineage.TrainingStatements;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The objects of an artifact store after five objects have come to their ends and are gone: what the ledger was told of them,
 * and what steps left. Rides {@code r1} and {@code r2} are in {@code v1}; {@code v2} extends it by {@code r3} and by labels. All of {@code r4} was
 * left out.
 */
final class Chain {

    static final String COMMIT = "0123456789012345678901234567890123456789";

    private static final Finding NONE = new Finding("none", 0, 0, List.of());

    private final Map<String, byte[]> objects = new TreeMap<>();
    private final List<HasMetadata> declared = new ArrayList<>();
    private final String namespace;
    private final KeyProvider key;
    private final Digest v1 = digest("rows of v1");
    private final Digest v2 = digest("rows of v2");
    private final Digest image = digest("trainer");
    private final Digest mask = put("a mask");
    private final Digest manifest1 = dataset(v1, "r1", "r2");
    private final Digest manifest2 = dataset(v2, "r1", "r2", "r3");
    private final Digest labels = put(Documents.write(new LabelSnapshot(
            LabelSnapshot.FORMAT,
            List.of("road"),
            Map.of(),
            List.of(new LabelSnapshot.Label(digest("image"), ref(mask), Map.of())))));
    private final Digest network = put("a network");
    private final Digest model = put(Documents.write(new ModelManifest(
            ModelManifest.FORMAT,
            List.of(new ModelManifest.File(ModelManifest.MODEL, ref(network))),
            13,
            new ModelManifest.Input("image", 160, 120),
            new ModelManifest.Output("logits", List.of("background", "road")),
            9)));
    private final Digest report = put("a report of metrics");
    private final Digest bundle = put("a bundle");

    Chain() throws Exception {
        this("vision");
    }

    /** Of objects in a namespace. */
    Chain(String namespace) throws Exception {
        this.namespace = namespace;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        key = PemKeyProvider.read("-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())));
        tell(indexed("v1", v1, manifest1, ""));
        tell(annotated());
        tell(indexed("v2", v2, manifest2, """
                  inputs:
                    extends: [%s]
                    labelsFrom: [{name: night, snapshot: %s}]
                """.formatted(pin("v1", v1, manifest1), artifact(labels))));
        tell(trained());
        tell(evaluated());
        tell(released());
    }

    /** What the store holds, by key. */
    Map<String, byte[]> objects() {
        return Map.copyOf(objects);
    }

    /** The objects that have come to their ends. */
    List<HasMetadata> declared() {
        return List.copyOf(declared);
    }

    /** What the store holds, as files. */
    void lay(Path store) throws IOException {
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            Path file = store.resolve(object.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, object.getValue());
        }
    }

    String publicKey() {
        return PublicKeys.pem(key.publicKey());
    }

    Digest bundle() {
        return bundle;
    }

    Digest model() {
        return model;
    }

    private void tell(List<InTotoStatement<?>> statements) throws KeyUnavailableException {
        for (InTotoStatement<?> statement : statements) {
            byte[] bytes = Documents.write(statement);
            objects.put(Ledger.key(Digest.of(bytes)), bytes);
            objects.put(Ledger.signature(key.keyId(), Digest.of(bytes)), sign(bytes));
        }
    }

    /** A signature by the key of this chain. */
    byte[] sign(byte[] statement) throws KeyUnavailableException {
        return SigstoreBundle.sign(statement, key).write();
    }

    /** The statements of the ledger, as they lie there. */
    List<byte[]> statements() {
        return objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(Ledger.FOLDER))
                .map(Map.Entry::getValue)
                .toList();
    }

    String keyId() {
        return key.keyId();
    }

    private List<InTotoStatement<?>> indexed(String name, Digest rows, Digest manifest, String inputs)
            throws Exception {
        DatasetManifest read = Documents.read(objects.get(ArtifactRef.key(manifest)), DatasetManifest.class);
        Dataset dataset = unmarshal(
                """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: %s, namespace: NAMESPACE}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog}
                  classes: [road]
                  split: {seed: 7, percent: {train: 70, validation: 15, test: 15}}
                status:
                  inputHash: %s
                  digest: %s
                  index: %s
                  manifest: %s
                  report: %s
                %s""".formatted(
                                name,
                                digest("input of " + name),
                                rows,
                                artifact(read.index().digest()),
                                artifact(manifest),
                                artifact(read.report().digest()),
                                inputs),
                Dataset.class);
        declared.add(dataset);
        return DatasetStatements.of(dataset, dataset.getStatus());
    }

    private List<InTotoStatement<?>> annotated() {
        AnnotationJob job = unmarshal(
                """
                apiVersion: roadworthy.dev/v1alpha1
                kind: AnnotationJob
                metadata: {name: night, namespace: NAMESPACE}
                spec: {datasetRef: {name: v1}, tool: {files: {uri: s3://labels/night/}}}
                status:
                  inputHash: %1$s
                  dataset: %2$s
                  tasks: {folder: s3://labels/night/1/, selection: %3$s, total: 1, labelled: 1}
                  handIn: %1$s
                  review: %4$s
                  labels: {snapshot: %5$s, count: 1, skipped: 0}
                """.formatted(
                                digest("input of night"),
                                pin("v1", v1, manifest1),
                                artifact(put("a selection")),
                                artifact(put(Documents.write(review()))),
                                artifact(labels)),
                AnnotationJob.class);
        declared.add(job);
        return AnnotationStatements.of(job, job.getStatus());
    }

    private List<InTotoStatement<?>> trained() {
        TrainingRun run = unmarshal(
                """
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: sidewalk-a, namespace: NAMESPACE}
                spec: {datasetRef: {name: v2}, image: registry.example.org/trainer@%1$s, seed: 7}
                status:
                  inputHash: %2$s
                  dataset: %3$s
                  model: {uri: s3://a, digest: '%4$s', manifestBytes: 1, bytes: 1, opset: 13}
                  lineage: {dataset: '%5$s', image: '%1$s', commit: '%6$s', parameters: '%7$s'}
                """.formatted(image, digest("input of a"), pin("v2", v2, manifest2), model, v2, COMMIT, digest("{}")),
                TrainingRun.class);
        declared.add(run);
        return TrainingStatements.of(run, run.getStatus());
    }

    private List<InTotoStatement<?>> evaluated() {
        Evaluation evaluation = unmarshal(
                """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Evaluation
                metadata: {name: sidewalk-a-test, namespace: NAMESPACE}
                spec: {modelRef: {name: sidewalk-a}, datasetRef: {name: v2}, gates: [{metric: meanIoU, min: "0.60"}]}
                status:
                  inputHash: %s
                  pins: {model: {name: sidewalk-a, digest: '%s', manifest: %s}, dataset: %s, slices: [{name: night, where: sun_elevation < -6}]}
                  verdict: Passed
                  gates: [{metric: meanIoU, value: "0.7000", limit: min 0.60, samples: 100, minSamples: 30, rides: 9, result: Passed}]
                  report: %s
                """.formatted(
                        digest("input of test"), model, artifact(model), pin("v2", v2, manifest2), artifact(report)),
                Evaluation.class);
        declared.add(evaluation);
        return EvaluationStatements.of(evaluation, evaluation.getStatus());
    }

    private List<InTotoStatement<?>> released() throws Exception {
        Digest policy = digest("gates");
        Compatibility needs = new Compatibility(List.of("scooter-g3"), ">=1.17", 0);
        Candidate candidate = new Candidate(model, List.of(report), needs, policy);
        ModelStatement files = ModelStatement.of("model", Map.of(ModelManifest.MODEL, network));
        Digest modelSignature = put(SignedModel.sign(files, key));
        ReleaseStatement statement = new ReleaseStatement(
                List.of(
                        new BundleFile(BundlePath.MODEL_SIGNATURE, bytes(modelSignature), modelSignature),
                        new BundleFile(BundlePath.ofModel(ModelManifest.MODEL), bytes(network), network)),
                new Release(
                        "sidewalk-detector",
                        "1.0.0",
                        1,
                        1,
                        0,
                        null,
                        needs,
                        model,
                        files.root(),
                        policy,
                        List.of(report),
                        Map.of("dataset", v2, "image", image),
                        new Approval(
                                candidate.digest(), COMMIT, "https://git.example.org/fleet/pulls/1", List.of("alice")),
                        null));
        EdgeRelease release = unmarshal(
                """
                apiVersion: roadworthy.dev/v1alpha1
                kind: EdgeRelease
                metadata: {name: sidewalk-1, namespace: NAMESPACE}
                spec: {modelRef: {name: sidewalk-a}, evaluationRefs: [{name: sidewalk-a-test}], line: sidewalk-detector, version: 1.0.0, compatibility: {hardware: [scooter-g3], onnxRuntime: '>=1.17'}}
                status:
                  candidate: %1$s
                  evidence:
                    model: {name: sidewalk-a, digest: '%2$s', manifest: %3$s}
                    evaluations: [{name: sidewalk-a-test, report: '%4$s'}]
                    policy: %5$s
                    lineage: {dataset: '%6$s', image: '%7$s'}
                  approval:
                    {candidate: '%1$s', pullRequest: 'https://git.example.org/fleet/pulls/1', state: Merged, commit: '%8$s',
                     mergedAt: '2026-10-01T12:00:00Z', approvers: [{name: alice, commit: '%8$s', at: '2026-10-01T11:00:00Z'}]}
                  signature:
                    {spec: '%1$s', counter: 1, release: %9$s, payload: '%10$s', modelSignature: %11$s, keyId: '%12$s', publicKey: PEM}
                  bundle: %13$s
                """.formatted(
                                candidate.digest(),
                                model,
                                artifact(model),
                                report,
                                policy,
                                v2,
                                image,
                                COMMIT,
                                artifact(put(SignedRelease.sign(statement, key))),
                                Digest.of(statement.write()),
                                artifact(modelSignature),
                                key.keyId(),
                                artifact(bundle)),
                EdgeRelease.class);
        declared.add(release);
        return ReleaseStatements.of(release, release.getStatus());
    }

    private static CollectResult review() {
        return new CollectResult(
                CollectResult.FORMAT,
                32,
                0,
                List.of(),
                NONE,
                List.of(),
                null,
                28,
                List.of(
                        new CollectResult.Labeller("l-17", 30, 4, 3, 4),
                        new CollectResult.Labeller("l-22", 2, 0, 0, 0)));
    }

    /** A Dataset's documents, with a ride more of which nothing was kept. */
    private Digest dataset(Digest rows, String... rides) {
        List<RideReport> reports = new ArrayList<>(Arrays.stream(rides)
                .map(ride -> new RideReport(ride, null, null, "train", 5, 5, Map.of()))
                .toList());
        reports.add(new RideReport("r4", null, null, "train", 5, 0, Map.of("corrupt", 5L)));
        Digest found =
                put(Documents.write(new DatasetReport(DatasetReport.FORMAT, List.of(), List.of(), List.of(), reports)));
        Digest index = put(parquet(rides));
        return put(Documents.write(new DatasetManifest(
                DatasetManifest.FORMAT,
                rows,
                ref(index),
                ref(found),
                List.of("road"),
                List.of(),
                5,
                5,
                100,
                rides.length,
                List.of(),
                Map.of(),
                List.of(),
                NONE,
                NONE)));
    }

    /** A frame of each ride, with the columns that are asked. */
    private static byte[] parquet(String... rides) {
        String rows = Arrays.stream(rides)
                .map(ride -> "('%s/1', '%s', NULL::VARCHAR)".formatted(ride, digest("image of " + ride)))
                .collect(Collectors.joining(", "));
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            Path file = Files.createTempFile("index", ".parquet");
            try {
                statement.execute(
                        "COPY (SELECT * FROM (VALUES %s) AS frames(frame, sha256, label_sha256)) TO '%s' (FORMAT parquet)"
                                .formatted(rows, file));
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The digest of the image of a ride's frame. */
    static Digest image(String ride) {
        return digest("image of " + ride);
    }

    private <T> T unmarshal(String manifest, Class<T> type) {
        return Serialization.unmarshal(manifest.replace("NAMESPACE", namespace), type);
    }

    private Digest put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    private Digest put(byte[] content) {
        Digest digest = Digest.of(content);
        objects.put(ArtifactRef.key(digest), content);
        return digest;
    }

    private long bytes(Digest artifact) {
        return objects.get(ArtifactRef.key(artifact)).length;
    }

    private ArtifactRef ref(Digest digest) {
        return new ArtifactRef("s3://artifacts/" + ArtifactRef.key(digest), digest, bytes(digest));
    }

    private static String artifact(Digest digest) {
        return "{uri: s3://artifacts/x, digest: '%s', bytes: 1}".formatted(digest);
    }

    private static String pin(String name, Digest rows, Digest manifest) {
        return "{name: %s, digest: '%s', classes: [road], manifest: %s}".formatted(name, rows, artifact(manifest));
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
