package dev.roadworthy.cli.lineage;

import dev.roadworthy.cli.lineage.LedgerIndex.Direction;
import dev.roadworthy.cli.store.StoreOption;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Outage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Which artifact store is asked, and how a command answers from its ledger. */
public final class LedgerOptions {

    static final int DAMAGED = 1;
    static final int USAGE = 2;
    static final int UNKNOWN = 3;
    static final int UNAVAILABLE = 75;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Mixin
    private StoreOption store;

    @Option(
            names = "--index",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description =
                    "Where the local index lies; it may be deleted at any time. Default: below ~/.cache/roadworthy.")
    private @Nullable Path index;

    @Option(
            names = "--offline",
            scope = ScopeType.INHERIT,
            description = "Answer from the index as it is, without asking the store what is new.")
    private boolean offline;

    /** Options with these environment variables. */
    public LedgerOptions(Map<String, String> variables) {
        this.store = new StoreOption(variables);
    }

    /** An answer, and its exit code. */
    @FunctionalInterface
    interface Answer {
        int give(LedgerStore opened, LedgerIndex filled, PrintWriter out)
                throws StepException, IOException, SQLException, LineageException, InterruptedException;
    }

    /** Answers; what keeps it from an answer is told as an exit code. */
    int answer(Answer answer) {
        PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        String uri = store.uri().orElse("");
        if (uri.isEmpty()) {
            err.println("no store is named; give --store s3://bucket/prefix or set " + Environment.STORE);
            return USAGE;
        }
        try (LedgerStore opened = LedgerStore.open(uri);
                LedgerIndex filled = LedgerIndex.open(folder(uri))) {
            List<String> faults = offline ? List.of() : new Refresh(opened, filled).run();
            filled.join();
            faults.forEach(err::println);
            int code = answer.give(opened, filled, out);
            out.flush();
            // An answer that may lack something is none to rely on.
            return faults.isEmpty() ? code : DAMAGED;
        } catch (LineageException e) {
            err.println(e.getMessage());
            return e.exitCode();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (StepException e) {
            err.println(e.getMessage());
            return e.is(Outage.ArtifactMissing) ? DAMAGED : UNAVAILABLE;
        } catch (IOException | SQLException e) {
            err.printf("%s; the index lies in %s, and may be deleted%n", e.getMessage(), folder(uri));
            return UNAVAILABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNAVAILABLE;
        }
    }

    /** Holds what a status claims to the ledger, and reads anew all that it is made of; gives the exit code. */
    public int verify(Claims claims, KeyOption key) {
        return answer((opened, filled, out) -> {
            ClaimCheck.Result held = new ClaimCheck(filled).of(claims);
            held.faults().forEach(out::println);
            Verification.Result read = new Verification(opened, key.trust())
                    .of(Graph.walk(filled, claims.object(), Direction.UP, held.statements()));
            read.faults().forEach(out::println);
            out.printf(
                    "%d digests of its status held to the ledger; %s%n",
                    claims.size(), read.summary(key.isGiven(), held.faults().size()));
            return held.faults().isEmpty() && read.faults().isEmpty() ? 0 : DAMAGED;
        });
    }

    private Path folder(String uri) {
        return index != null
                ? index
                : Path.of(System.getProperty("user.home"), ".cache", "roadworthy", "lineage")
                        .resolve(Digest.of(uri.getBytes(StandardCharsets.UTF_8)).abbreviated());
    }
}
