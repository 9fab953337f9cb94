package dev.roadworthy.cli.lineage;

import dev.roadworthy.cli.lineage.Claims.Claim;
import dev.roadworthy.contract.TestResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds what a status claims to the statements of the ledger. */
record ClaimCheck(LedgerIndex index) {

    /**
     * What came of it.
     *
     * @param statements those of the claims, by digest
     * @param faults claims that the ledger does not bear out, a sentence each
     */
    record Result(List<String> statements, List<String> faults) {}

    Result of(Claims claims) throws SQLException, LineageException {
        List<String> statements = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Claims.Making making : claims.makings()) {
            Optional<Entry.Made> found = best(claims.object(), making);
            if (found.isPresent()) {
                statements.add(found.get().digest().value());
                faults.addAll(faults(found.get(), making));
            } else {
                faults.add(unknown(claims.object(), making.made().getFirst()));
            }
        }
        if (claims.verdict() != null && !isJudged(claims.verdict())) {
            faults.add("%s says that the model %s, and the ledger has no such verdict on report %s"
                    .formatted(
                            claims.verdict().field(),
                            claims.verdict().passed() ? "passed" : "did not pass",
                            claims.verdict().report()));
        }
        return new Result(statements, faults);
    }

    /** The statement that bears out most. An object of the same name before it may have made the same of something else. */
    private Optional<Entry.Made> best(String object, Claims.Making making) throws SQLException, LineageException {
        List<String> makers =
                new ArrayList<>(index.makersOf(making.made().getFirst().value()));
        makers.retainAll(index.declaredBy(object));
        return index.entries(makers).stream()
                .flatMap(entry -> entry instanceof Entry.Made made ? Stream.of(made) : Stream.empty())
                .min(Comparator.comparing(made -> faults(made, making).size()));
    }

    private static List<String> faults(Entry.Made statement, Claims.Making making) {
        List<String> faults = new ArrayList<>();
        for (Claim claim : making.made()) {
            boolean said = statement.subjects().stream()
                    .anyMatch(subject -> subject.name().equals(claim.role())
                            && subject.sha256().value().equals(claim.value()));
            if (!said) {
                faults.add(differs(claim, statement, "made"));
            }
        }
        for (Claim claim : making.used()) {
            boolean said = Stream.concat(
                            statement.used().stream(), statement.provenance().runDetails().byproducts().stream())
                    .anyMatch(resource -> resource.name().equals(claim.role())
                            && Names.of(resource).equals(claim.value()));
            if (!said) {
                faults.add(differs(claim, statement, "used"));
            }
        }
        return faults;
    }

    private static String differs(Claim claim, Entry.Made statement, String verb) {
        return "%s is %s, and statement %s does not say that this %s was %s"
                .formatted(claim.field(), claim.value(), statement.digest(), claim.role(), verb);
    }

    private String unknown(String object, Claim claim) throws SQLException, LineageException {
        List<String> others = index.entries(index.declaredBy(object)).stream()
                .flatMap(entry -> entry instanceof Entry.Made made ? made.subjects().stream() : Stream.empty())
                .filter(subject -> subject.name().equals(claim.role()))
                .map(subject -> subject.sha256().value())
                .distinct()
                .toList();
        return "%s is %s, and the ledger has no statement of %s that made it%s"
                .formatted(
                        claim.field(),
                        claim.value(),
                        object,
                        others.isEmpty() ? "" : "; what it made is %s".formatted(String.join(", ", others)));
    }

    private boolean isJudged(Claims.Verdict verdict) throws SQLException, LineageException {
        return index.verdicts(index.makersOf(verdict.model())).stream()
                .anyMatch(entry -> entry instanceof Entry.Judged judged
                        && judged.result().result().equals(verdict.passed() ? TestResult.PASSED : TestResult.FAILED)
                        && judged.result().configuration().stream()
                                .anyMatch(report -> Names.of(report).equals(verdict.report())));
    }
}
