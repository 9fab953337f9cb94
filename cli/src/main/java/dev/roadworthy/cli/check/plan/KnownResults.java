package dev.roadworthy.cli.check.plan;

import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.KnownResult;
import java.util.Optional;

/** What an artifact store keeps by its input, also of objects that are gone. */
@FunctionalInterface
public interface KnownResults {

    /** Where no store is asked. */
    KnownResults NONE = (kind, input) -> Optional.empty();

    /**
     * A result.
     *
     * @param kind of the object that asks for it
     * @param input as {@code status.inputHash} has it
     */
    Optional<KnownResult> find(Kind kind, Digest input);
}
