package dev.roadworthy.bundle.oms;

import static dev.roadworthy.bundle.json.StrictJson.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.dsse.SignedStatements;
import dev.roadworthy.bundle.dsse.VerifiedPayload;
import dev.roadworthy.bundle.json.StrictJson;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.MalformedDocumentException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSSF Model Signing 1.0 signs: every file of a model's directory with its digest, serialization {@code files},
 * hash {@code sha256}, no symbolic links, nothing ignored.
 *
 * @param name of the directory
 * @param resources its files; by code point of the name where we write, in the writer's order where we read
 * @see <a href="https://github.com/ossf/model-signing-spec">OpenSSF Model Signing specification</a>
 */
public record ModelStatement(String name, List<Resource> resources) {

    static final String PREDICATE_TYPE = "https://model_signing/signature/v1.0";

    // The order of UTF-8 bytes is that of code points; the order of Java strings is not, beyond U+FFFF.
    private static final Comparator<Resource> BY_CODE_POINT = (a, b) -> Arrays.compareUnsigned(
            a.name().getBytes(StandardCharsets.UTF_8), b.name().getBytes(StandardCharsets.UTF_8));

    /**
     * Takes the files.
     *
     * @throws IllegalArgumentException where there is none, or one is there twice
     */
    public ModelStatement {
        resources = List.copyOf(resources);
        if (resources.isEmpty()) {
            throw new IllegalArgumentException("a model without files");
        }
        if (resources.stream().map(Resource::name).distinct().count() != resources.size()) {
            throw new IllegalArgumentException("a file is listed twice");
        }
    }

    /**
     * A file of the model.
     *
     * @param name relative to the directory, with {@code /} between its parts
     * @param digest of its content
     */
    public record Resource(String name, Digest digest) {

        /**
         * Takes the name.
         *
         * @throws IllegalArgumentException where it is absolute, has an empty part, {@code .} or {@code ..}, or characters
         *     that mean something to a file system or a terminal
         */
        public Resource {
            if (!isPlain(name)) {
                throw new IllegalArgumentException(notPlain(name));
            }
        }

        private static boolean isPlain(String name) {
            return name.codePoints().noneMatch(c -> Character.isISOControl(c) || c == '\\')
                    && Arrays.stream(name.split("/", -1))
                            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        }

        private static String notPlain(String name) {
            return "'%s' is no plain relative path".formatted(name.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    /** The statement over these files, sorted as the specification asks. */
    public static ModelStatement of(String name, Map<String, Digest> files) {
        return new ModelStatement(
                name,
                files.entrySet().stream()
                        .map(file -> new Resource(file.getKey(), file.getValue()))
                        .sorted(BY_CODE_POINT)
                        .toList());
    }

    /** The model's one digest: SHA-256 over the raw digests of the files, in the order of {@link #resources}. */
    public Digest root() {
        MessageDigest sha256 = Digest.sha256();
        for (Resource resource : resources) {
            sha256.update(HexFormat.of().parseHex(resource.digest().hex()));
        }
        return Digest.ofHash(sha256.digest());
    }

    /** The digests by name. */
    public Map<String, Digest> files() {
        return resources.stream().collect(Collectors.toUnmodifiableMap(Resource::name, Resource::digest));
    }

    /** The bytes to be signed. Equal statements have equal bytes. */
    public byte[] write() {
        List<ResourceJson> listed = resources.stream()
                .map(r -> new ResourceJson(
                        r.name(), Serialization.SHA256, r.digest().hex()))
                .toList();
        return Documents.write(InTotoStatement.of(
                List.of(Subject.of(name, root(), null)), PREDICATE_TYPE, new Predicate(listed, Serialization.OURS)));
    }

    /**
     * Reads a statement.
     *
     * @param where the document's name, for the refusal
     * @throws RefusedException where it is malformed, of another kind, over shards, another hash or symbolic links, has a
     *     path that is not plain, or a root that its files do not have
     */
    public static ModelStatement read(VerifiedPayload payload, String where) throws RefusedException {
        InTotoStatement<JsonNode> statement = SignedStatements.read(payload, PREDICATE_TYPE, where);
        try {
            Predicate predicate = StrictJson.read(statement.predicate(), Predicate.class);
            if (statement.subject().size() != 1) {
                throw RefusalCode.MALFORMED_STATEMENT.at(
                        where,
                        "%d subjects; expected one model"
                                .formatted(statement.subject().size()));
            }
            if (!predicate.isOverWholeFiles()) {
                throw RefusalCode.UNSUPPORTED_SERIALIZATION.at(
                        where, "expected the serialization 'files' with sha256 and without symbolic links");
            }
            Subject subject = statement.subject().getFirst();
            List<Resource> resources = predicate.plainResources(where);
            ModelStatement model = new ModelStatement(subject.name(), resources);
            if (!model.root().equals(subject.sha256())) {
                throw RefusalCode.MODEL_ROOT_MISMATCH.at(
                        where, "the subject is %s, its files make %s".formatted(subject.sha256(), model.root()));
            }
            return model;
        } catch (MalformedDocumentException | IllegalArgumentException e) {
            throw RefusalCode.MALFORMED_STATEMENT.at(where, "not a statement over a model: " + e.getMessage());
        }
    }

    private record Predicate(List<ResourceJson> resources, Serialization serialization) {

        private Predicate {
            resources = List.copyOf(required(resources, "resources"));
            required(serialization, "serialization");
        }

        private boolean isOverWholeFiles() {
            return serialization.method().equals("files")
                    && serialization.hashType().equals(Serialization.SHA256)
                    && !serialization.allowSymlinks()
                    && resources.stream().allMatch(r -> r.algorithm().equals(Serialization.SHA256));
        }

        private List<Resource> plainResources(String where) throws RefusedException {
            for (ResourceJson resource : resources) {
                if (!Resource.isPlain(resource.name())) {
                    throw RefusalCode.UNSAFE_PATH.at(where, Resource.notPlain(resource.name()));
                }
            }
            return resources.stream()
                    .map(r -> new Resource(r.name(), new Digest("sha256:" + r.digest())))
                    .toList();
        }
    }

    private record ResourceJson(String name, String algorithm, String digest) {

        private ResourceJson {
            required(name, "name");
            required(algorithm, "algorithm");
            required(digest, "digest");
        }
    }

    /** {@code ignorePaths} is read and exempts nothing: an unsigned file is refused wherever it lies. */
    private record Serialization(
            String method,
            @JsonProperty("hash_type") String hashType,
            @JsonProperty("allow_symlinks") boolean allowSymlinks,
            @JsonProperty("ignore_paths") @Nullable List<String> ignorePaths,
            @JsonProperty("shard_size") @Nullable Long shardSize) {

        private static final String SHA256 = "sha256";
        private static final Serialization OURS = new Serialization("files", SHA256, false, List.of(), null);

        private Serialization {
            required(method, "method");
            required(hashType, "hash_type");
        }
    }
}
