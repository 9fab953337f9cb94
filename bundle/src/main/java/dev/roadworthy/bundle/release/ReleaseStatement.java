package dev.roadworthy.bundle.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.BundlePath.Section;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.dsse.SignedStatements;
import dev.roadworthy.bundle.dsse.VerifiedPayload;
import dev.roadworthy.bundle.json.StrictJson;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.MalformedDocumentException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The signed statement of a bundle: an in-toto statement whose subjects are all files of the bundle but itself, and whose
 * predicate is the release.
 *
 * @param files in the order of the archive
 * @param release what is released
 */
public record ReleaseStatement(List<BundleFile> files, Release release) {

    // An in-toto subject is a resource descriptor: facts beside the digest stand in its annotations.
    private static final String SIZE = "size";

    /**
     * Takes the files, in any order.
     *
     * @throws IllegalArgumentException where {@code model.sig} or the model is missing, a file is there twice or stands in
     *     the place of a directory, or {@code release.json} is listed
     */
    public ReleaseStatement {
        files = files.stream().sorted(Comparator.comparing(BundleFile::name)).toList();
        Set<String> names = new HashSet<>();
        Set<Section> sections = new HashSet<>();
        for (BundleFile file : files) {
            sections.add(file.name().section());
            if (!names.add(file.name().value())) {
                throw new IllegalArgumentException("'%s' is listed twice".formatted(file.name()));
            }
        }
        if (sections.contains(Section.RELEASE)) {
            throw new IllegalArgumentException("release.json is listed; it cannot state its own digest");
        }
        if (!sections.contains(Section.SIGNATURE) || !sections.contains(Section.MODEL)) {
            throw new IllegalArgumentException("no model.sig or nothing below model/ is listed");
        }
        for (String name : names) {
            for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
                if (names.contains(name.substring(0, slash))) {
                    throw new IllegalArgumentException("'%s' lies below a file".formatted(name));
                }
            }
        }
    }

    /** {@code model.sig}: the first of the files. */
    public BundleFile modelSignature() {
        return files.getFirst();
    }

    /** All files but {@code model.sig}. */
    public List<BundleFile> filesAfterSignature() {
        return files.subList(1, files.size());
    }

    /** The files of the model. */
    public List<BundleFile> modelFiles() {
        return files.stream()
                .filter(file -> file.name().section() == Section.MODEL)
                .toList();
    }

    /** Bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(BundleFile::size).sum();
    }

    /** The bytes to be signed. Equal statements have equal bytes. */
    public byte[] write() {
        List<Subject> subjects = files.stream()
                .map(file -> Subject.of(file.name().value(), file.digest(), Map.of(SIZE, file.size())))
                .toList();
        return Documents.write(InTotoStatement.of(subjects, Release.PREDICATE_TYPE, release));
    }

    /**
     * Reads a statement.
     *
     * @param where the document's name, for the refusal
     * @throws RefusedException where it is malformed or of another kind, or its files are not in the archive's order
     */
    public static ReleaseStatement read(VerifiedPayload payload, String where) throws RefusedException {
        InTotoStatement<JsonNode> statement = SignedStatements.read(payload, Release.PREDICATE_TYPE, where);
        try {
            List<BundleFile> listed =
                    statement.subject().stream().map(ReleaseStatement::file).toList();
            Release release = StrictJson.read(statement.predicate(), Release.class);
            ReleaseStatement read = new ReleaseStatement(listed, release);
            if (!read.files().equals(listed)) {
                throw RefusalCode.MALFORMED_STATEMENT.at(where, "the files are not listed in the order of the archive");
            }
            return read;
        } catch (MalformedDocumentException | IllegalArgumentException e) {
            throw RefusalCode.MALFORMED_STATEMENT.at(where, "not a release: " + e.getMessage());
        }
    }

    private static BundleFile file(Subject subject) {
        Map<String, Long> annotations = subject.annotations();
        Long size = annotations == null ? null : annotations.get(SIZE);
        if (annotations == null || size == null || annotations.size() != 1) {
            throw new IllegalArgumentException(
                    "the annotations of '%s' are not exactly a size".formatted(subject.name()));
        }
        return new BundleFile(new BundlePath(subject.name()), size, subject.sha256());
    }
}
