package dev.roadworthy.controller.declared;

import io.fabric8.kubernetes.api.model.IntOrString;
import java.math.BigDecimal;
import java.time.Duration;

/** Values of specs, as the rules of the CRDs let them through. */
public final class Declared {

    private Declared() {}

    /** A time. The CRDs admit a whole number and {@code s}, {@code m} or {@code h}: so ISO 8601 only lacks its prefix. */
    public static Duration duration(String declared) {
        return Duration.parse("PT" + declared);
    }

    /** A number, whole or as a quoted decimal. */
    public static BigDecimal decimal(IntOrString declared) {
        return new BigDecimal(String.valueOf(declared.getValue()));
    }
}
