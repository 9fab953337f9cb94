package dev.roadworthy.worker.step;

import dev.roadworthy.contract.ArtifactRef;

/** The work of one command. */
@FunctionalInterface
public interface Step {

    /**
     * Does the work.
     *
     * @return the document that says what came of it, in the artifact store
     * @throws StepException where the input or something outside keeps the step from its end
     * @throws Exception any other is a fault of the worker
     */
    ArtifactRef run(Environment environment) throws Exception;
}
