package dev.roadworthy.bridge.ddi;

import dev.roadworthy.bridge.problem.ProblemException;
import dev.roadworthy.bridge.problem.Reason;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Objects;

/**
 * Links within a vehicle's own path. They are absolute: clients fetch them as they are.
 *
 * @param base the vehicle's path, without a slash at its end
 */
record Hrefs(URI base) {

    /**
     * The links of a vehicle.
     *
     * @param asked the address that the vehicle asked
     * @throws ProblemException where there is no such tenant
     */
    static Hrefs of(DdiSettings settings, String tenant, String vehicle, URI asked) {
        if (!settings.tenant().equals(tenant)) {
            throw new ProblemException(
                    Reason.NOT_FOUND,
                    "there is no such tenant",
                    "path, the tenant",
                    "use the tenant that the bridge is configured with");
        }
        return new Hrefs(UriBuilder.fromUri(Objects.requireNonNullElse(settings.publicUrl(), asked))
                .path("{tenant}/controller/v1/{vehicle}")
                .build(tenant, vehicle));
    }

    String to(String path) {
        return base + "/" + path;
    }
}
