package dev.roadworthy.contract;

import java.util.List;

/**
 * What gates came to on a model: the predicate of a statement in the ledger, in-toto test result v0.1. The subject is the
 * model.
 *
 * @param result {@code PASSED} or {@code FAILED}
 * @param configuration what it was judged on
 * @param passedTests gates, each with its limit and what was measured
 * @param warnedTests gates for which too little was measured: they are no pass
 * @param failedTests gates that are not kept
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md">in-toto test result</a>
 */
public record TestResult(
        String result,
        List<InTotoStatement.Resource> configuration,
        List<String> passedTests,
        List<String> warnedTests,
        List<String> failedTests) {

    public static final String PREDICATE_TYPE = "https://in-toto.io/attestation/test-result/v0.1";

    public static final String PASSED = "PASSED";
    public static final String FAILED = "FAILED";
}
