package dev.roadworthy.worker.step;

/** The work of a command that leaves files for the next container of its pod, and no document. */
@FunctionalInterface
public interface Preparation {

    /**
     * Does the work.
     *
     * @throws StepException where the input or something outside keeps the step from its end
     * @throws Exception any other is a fault of the worker
     */
    void run(Environment environment) throws Exception;
}
