package dev.roadworthy.vehicle.ddi;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a vehicle finds the bridge.
 *
 * @param bridge its address, for example {@code https://bridge.example}
 * @param tenant whose vehicles
 * @param vehicle DDI's controllerId
 */
public record Endpoint(URI bridge, String tenant, String vehicle) {

    /** {@code /{tenant}/controller/v1/{controllerId}}, or something below it. */
    URI controller(String below) {
        String base = bridge.toString().replaceAll("/+$", "");
        return URI.create("%s/%s/controller/v1/%s%s".formatted(base, segment(tenant), segment(vehicle), below));
    }

    /** Whether an address is the bridge's own. The token goes nowhere else: a presigned address of a store needs none. */
    boolean isBridge(URI address) {
        return bridge.getScheme().equalsIgnoreCase(address.getScheme())
                && address.getHost() != null
                && bridge.getHost().equalsIgnoreCase(address.getHost())
                && port(bridge) == port(address);
    }

    /** A part of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return address.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
    }
}
