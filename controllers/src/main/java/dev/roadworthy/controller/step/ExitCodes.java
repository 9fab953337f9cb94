package dev.roadworthy.controller.step;

import dev.roadworthy.contract.StepResult;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the exit codes of a step's containers mean. */
final class ExitCodes {

    // What the JVM exits with under -XX:+ExitOnOutOfMemoryError, and a process that the kernel killed for memory.
    private static final int JVM_OUT_OF_MEMORY = 3;
    private static final int KILLED = 137;

    private ExitCodes() {}

    /** Those after which another pod with the same input would fare the same, in order. */
    static List<Integer> ofNoUse(StepContainer.Work work) {
        Set<Integer> codes = new TreeSet<>(Set.of(StepResult.REJECTED_EXIT_CODE, KILLED));
        switch (work) {
            case StepContainer.Worker worker ->
                codes.addAll(Set.of(JVM_OUT_OF_MEMORY, StepResult.UNAVAILABLE_EXIT_CODE));
            case StepContainer.Image image -> codes.addAll(image.finalExitCodes());
        }
        return List.copyOf(codes);
    }

    /** Whether a container ended for want of memory. */
    static boolean isOutOfMemory(StepContainer.Work work, int exitCode, String reason) {
        return "OOMKilled".equals(reason)
                || exitCode == KILLED
                || (work instanceof StepContainer.Worker && exitCode == JVM_OUT_OF_MEMORY);
    }

    /** Whether a user's image says with its exit code that its input is wrong. */
    static boolean isRejection(StepContainer.Image image, int exitCode) {
        return exitCode == StepResult.REJECTED_EXIT_CODE
                || image.finalExitCodes().contains(exitCode);
    }
}
