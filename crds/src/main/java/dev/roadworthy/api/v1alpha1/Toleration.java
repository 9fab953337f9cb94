package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A taint that a pod stands, as in a pod's {@code tolerations}. */
@ValidationRule(
        value = "has(self.key) || (has(self.operator) && self.operator == 'Exists')",
        message = "a toleration without a key stands every taint; write operator: Exists to say so")
@ValidationRule(
        value = "!has(self.value) || !has(self.operator) || self.operator == 'Equal'",
        message = "operator Exists compares no value; remove value or write operator: Equal")
public record Toleration(
        @JsonPropertyDescription("The taint's key, for example nvidia.com/gpu; none stands every taint.")
        @Size(max = 317) @Nullable String key,

        @JsonPropertyDescription("Equal, the default, compares the value; Exists does not.") @Nullable Operator operator,

        @JsonPropertyDescription("The taint's value.") @Size(max = 63) @Nullable String value,

        @JsonPropertyDescription("The taint's effect; none stands every effect.") @Nullable Effect effect,

        @JsonPropertyDescription(
                "For NoExecute: seconds that the pod stays once the taint is there. Default: for ever.")
        @Min(0) @Nullable Long tolerationSeconds) {

    /** How a taint is compared. */
    public enum Operator {
        Equal,
        Exists
    }

    /** What a taint does. */
    public enum Effect {
        NoSchedule,
        PreferNoSchedule,
        NoExecute
    }
}
