package dev.roadworthy.bundle;

/**
 * Why a bundle is refused.
 *
 * @param code for machines
 * @param where the document, file or field, for example {@code release.json} or {@code model/model.onnx}
 * @param message for people: what is wrong, what was expected, what to do
 */
public record Refusal(RefusalCode code, String where, String message) {

    @Override
    public String toString() {
        return "%s: %s: %s".formatted(code, where, message);
    }
}
