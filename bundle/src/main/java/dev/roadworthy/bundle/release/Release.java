package dev.roadworthy.bundle.release;

import static dev.roadworthy.bundle.json.StrictJson.required;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.contract.Compatibility;
import dev.roadworthy.contract.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The predicate {@value #PREDICATE_TYPE}: what a release is, what it needs and where it comes from. A reader refuses
 * members that it does not know: a vehicle that does not understand a need cannot meet it. A new member is a new type.
 *
 * @param line the model line, a DNS label
 * @param version for people, a semantic version; the order of releases is that of their positions
 * @param epoch see {@link Position}
 * @param counter see {@link Position}; from 1
 * @param floor releases of this epoch with a lower counter, and all of earlier epochs, are revoked; 0 to {@code counter}
 * @param installBefore from this time on it is not installed any more; null for no end. A vehicle that runs it goes on
 * @param compatibility what the model needs of a vehicle
 * @param model digest of the model manifest
 * @param modelRoot the subject of the OMS statement over {@code model/}
 * @param policy digest of the gates' limits and the rollout that were in force
 * @param evaluations digests of the evaluations that passed
 * @param lineage further digests by role, for example {@code dataset} or {@code trainingRun}
 * @param approval who approved it
 * @param fallback where to go back to, or null for the first release of a line
 */
public record Release(
        String line,
        String version,
        long epoch,
        long counter,
        long floor,

        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = InstantDeserializer.class) @Nullable Instant installBefore,

        Compatibility compatibility,
        Digest model,
        Digest modelRoot,
        Digest policy,
        List<Digest> evaluations,
        Map<String, Digest> lineage,
        Approval approval,
        @Nullable Fallback fallback) {

    public static final String PREDICATE_TYPE = "https://roadworthy.dev/attestation/release/v1";

    private static final Pattern LINE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final String NUMBER = "(0|[1-9]\\d{0,8})";
    private static final String IDENTIFIERS = "[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*";
    private static final Pattern SEMANTIC_VERSION = Pattern.compile(
            NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(-" + IDENTIFIERS + ")?(\\+" + IDENTIFIERS + ")?");
    private static final Pattern ROLE = Pattern.compile("[a-z][A-Za-z0-9-]{0,62}");

    /**
     * Takes the facts.
     *
     * @throws IllegalArgumentException where one is missing or is not of its form
     */
    public Release {
        expect(LINE.matcher(required(line, "line")).matches(), "line", line, "a DNS label");
        expect(
                SEMANTIC_VERSION.matcher(required(version, "version")).matches(),
                "version",
                version,
                "a semantic version");
        expect(new Position(epoch, counter).counter() >= 1, "counter", counter, "1 or more");
        expect(floor >= 0 && floor <= counter, "floor", floor, "0 to the counter");
        expect(
                installBefore == null || installBefore.equals(installBefore.truncatedTo(ChronoUnit.SECONDS)),
                "installBefore",
                String.valueOf(installBefore),
                "whole seconds");
        VersionRange.parse(required(compatibility, "compatibility").onnxRuntime());
        required(model, "model");
        required(modelRoot, "modelRoot");
        required(policy, "policy");
        evaluations = List.copyOf(required(evaluations, "evaluations"));
        expect(!evaluations.isEmpty(), "evaluations", 0, "at least one");
        lineage = Map.copyOf(required(lineage, "lineage"));
        for (String role : lineage.keySet()) {
            expect(ROLE.matcher(role).matches(), "lineage", role, "a role such as 'dataset'");
        }
        required(approval, "approval");
    }

    /** Where it stands in the history of its line. */
    public Position position() {
        return new Position(epoch, counter);
    }

    /** The position below which a vehicle that has seen this release takes none any more. */
    public Position floorPosition() {
        return new Position(epoch, floor);
    }

    /** What had to be approved for this release. */
    public Candidate candidate() {
        return new Candidate(model, evaluations, compatibility, policy);
    }

    /** Whether what was approved is what is released. */
    public boolean matchesApproval() {
        return approval.digest().equals(candidate().digest());
    }

    private static void expect(boolean holds, String member, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("%s is '%s'; expected %s".formatted(member, value, expected));
        }
    }
}
