package dev.roadworthy.worker.step;

import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.StepResult;
import java.nio.charset.StandardCharsets;

/** The bytes that a kubelet keeps of a step, cut so that they stay a document within {@link StepResult#MAX_BYTES}. */
final class TerminationMessage {

    private static final String CUT = " …";

    private TerminationMessage() {}

    static byte[] of(StepResult result) {
        byte[] whole = Documents.write(result);
        return whole.length <= StepResult.MAX_BYTES
                ? whole
                : switch (result) {
                    case StepResult.Succeeded _ ->
                        throw new IllegalStateException("a reference of %d bytes".formatted(whole.length));
                    case StepResult.Rejected(String reason, String message) ->
                        of(new StepResult.Rejected(reason, shorter(message)));
                    case StepResult.Unavailable(String reason, String message) ->
                        of(new StepResult.Unavailable(reason, shorter(message)));
                };
    }

    /** Plain text, so that it cannot be taken for a result. */
    static byte[] ofFault(String step, Throwable fault) {
        String first = fault.toString().lines().findFirst().orElse("");
        String text = "the step %s failed by a fault of its own: %s; see the log of the pod".formatted(step, first);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= StepResult.MAX_BYTES
                ? bytes
                : text.substring(0, StepResult.MAX_BYTES / 4).getBytes(StandardCharsets.UTF_8);
    }

    // By a tenth at a time: how many bytes a character takes depends on JSON's escapes.
    private static String shorter(String message) {
        int end = message.endsWith(CUT) ? message.length() - CUT.length() : message.length();
        int cut = end * 9 / 10;
        return message.substring(0, Character.isLowSurrogate(message.charAt(cut)) ? cut - 1 : cut) + CUT;
    }
}
