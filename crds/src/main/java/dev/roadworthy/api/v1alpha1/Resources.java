package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a pod asks for, as in a container's {@code resources}. */
public record Resources(
        @JsonPropertyDescription("What the scheduler sets aside, for example cpu: 500m.")
        @Size(max = 16) @ValidationRule(value = QUANTITIES, message = QUANTITIES_MESSAGE)
        @Nullable Map<String, IntOrString> requests,

        @JsonPropertyDescription("What the pod may not exceed, for example memory: 2Gi or nvidia.com/gpu: 1.")
        @Size(max = 16) @ValidationRule(value = QUANTITIES, message = QUANTITIES_MESSAGE)
        @Nullable Map<String, IntOrString> limits) {

    private static final String QUANTITIES = "self.all(r, type(self[r]) == int || isQuantity(string(self[r])))";
    private static final String QUANTITIES_MESSAGE = "not a quantity; write for example 2, 500m, 512Mi or 1.5Gi";
}
