package dev.roadworthy.contract;

/**
 * The ledger in the artifact store: {@link InTotoStatement}s in canonical JSON, each under the digest of its bytes, written once
 * and never changed. What artifacts are called in them is here; they are joined by digests alone.
 */
public final class Ledger {

    /** The folder of the ledger, under the root of the store. */
    public static final String FOLDER = "ledger/sha256/";

    /**
     * The folder of signatures over statements. They lie beside the statements, which have the same bytes and the same address
     * whoever signs.
     */
    public static final String SIGNATURES = "ledger/signatures/";

    /** The rows of a dataset: its digest is that of no object, and stands in its {@link #MANIFEST}. */
    public static final String DATASET = "dataset";

    /** A {@link DatasetManifest}. */
    public static final String MANIFEST = "manifest";

    /** The Parquet file of a dataset. */
    public static final String INDEX = "index";

    /** A {@link DatasetReport} or a {@link MetricReport}. */
    public static final String REPORT = "report";

    /** A {@link LabelSnapshot}. */
    public static final String LABELS = "labels";

    /** A {@link CollectResult}: what was found in labels before they were accepted, and who drew them. */
    public static final String REVIEW = "review";

    /** A {@link ModelManifest}. */
    public static final String MODEL = "model";

    /** Signed bytes of a release statement: their digest is that of no object, and they lie in {@link #ENVELOPE}. */
    public static final String RELEASE = "release";

    /** A signed release statement. */
    public static final String ENVELOPE = "release.json";

    /** The OpenSSF model signature of a release. */
    public static final String MODEL_SIGNATURE = "model.sig";

    /** What vehicles install. */
    public static final String BUNDLE = "bundle";

    /** Recordings, by their place. */
    public static final String RECORDINGS = "recordings";

    private Ledger() {}

    /** The key of a statement under the root of the store. */
    public static String key(Digest statement) {
        return FOLDER + statement.hex();
    }

    /**
     * The key of the signature over a statement under the root of the store.
     *
     * @param keyId of the key that signs
     */
    public static String signature(String keyId, Digest statement) {
        return "%s%s/%s".formatted(SIGNATURES, keyId, statement.hex());
    }
}
