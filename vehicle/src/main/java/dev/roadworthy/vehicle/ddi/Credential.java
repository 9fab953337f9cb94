package dev.roadworthy.vehicle.ddi;

/**
 * What a vehicle shows the bridge.
 *
 * @param scheme of the header {@code Authorization}
 * @param token the secret
 */
public record Credential(Scheme scheme, String token) {

    /** DDI's schemes. */
    public enum Scheme {
        /** One vehicle's own. */
        TARGET("TargetToken"),
        /** One for all vehicles of a tenant. */
        GATEWAY("GatewayToken");

        private final String word;

        Scheme(String word) {
            this.word = word;
        }
    }

    /** The value of the header. */
    String header() {
        return scheme.word + " " + token;
    }

    @Override
    public String toString() {
        return scheme.word + " …";
    }
}
