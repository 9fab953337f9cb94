package dev.roadworthy.operator;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Fleet;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.Unavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** Calls of an outside system, whose failures are counted. A refusal is an answer, and no failure. */
final class OutsideCalls {

    static final String FAILURES = "roadworthy.outside.failures";

    private final Counter failures;

    /**
     * Counts from zero, so that the first failure is a change.
     *
     * @param system what it is called in the metric
     */
    OutsideCalls(String system, MeterRegistry meters) {
        this.failures = meters.counter(FAILURES, "system", system);
    }

    /** A call of a port. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws Refused, Unavailable;
    }

    <T> T count(Call<T> call) throws Refused, Unavailable {
        try {
            return call.make();
        } catch (Unavailable e) {
            failures.increment();
            throw e;
        }
    }

    /** The calls of a store. */
    ArtifactStore of(ArtifactStore store) {
        return new ArtifactStore() {
            @Override
            public byte[] read(ArtifactRef artifact) throws Refused, Unavailable {
                return count(() -> store.read(artifact));
            }

            @Override
            public void record(InTotoStatement<?> statement) throws Refused, Unavailable {
                count(() -> {
                    store.record(statement);
                    return true;
                });
            }

            @Override
            public Optional<Result> result(String step, Digest input) throws Refused, Unavailable {
                return count(() -> store.result(step, input));
            }

            @Override
            public void keep(Result result) throws Unavailable {
                try {
                    store.keep(result);
                } catch (Unavailable e) {
                    failures.increment();
                    throw e;
                }
            }

            @Override
            public void tell(RunEvent event, int order) throws Unavailable {
                try {
                    store.tell(event, order);
                } catch (Unavailable e) {
                    failures.increment();
                    throw e;
                }
            }
        };
    }

    /** The calls of a fleet. */
    Fleet of(Fleet fleet) {
        return new Fleet() {
            @Override
            public Fleet.Answer want(Campaign campaign) throws Refused, Unavailable {
                return count(() -> fleet.want(campaign));
            }

            @Override
            public Optional<CampaignSummary> summary(String line) throws Refused, Unavailable {
                return count(() -> fleet.summary(line));
            }
        };
    }

    /** The calls of a Git host. */
    GitHost of(GitHost host) {
        return new GitHost() {
            @Override
            public Approvals approvals(String namespace) {
                return host.approvals(namespace);
            }

            @Override
            public GitHost.Answer propose(Proposal proposal) throws Refused, Unavailable {
                return count(() -> host.propose(proposal));
            }

            @Override
            public Optional<PullRequest> withdraw(String namespace, Digest intent, String why)
                    throws Refused, Unavailable {
                return count(() -> host.withdraw(namespace, intent, why));
            }

            @Override
            public boolean isMember(String namespace, String team, String user) throws Refused, Unavailable {
                return count(() -> host.isMember(namespace, team, user));
            }

            @Override
            public Signature signature(String namespace, String commit) throws Refused, Unavailable {
                return count(() -> host.signature(namespace, commit));
            }
        };
    }
}
