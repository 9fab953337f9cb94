package dev.roadworthy.vehicle.ddi;

/**
 * What a vehicle shows the bridge.
 *
 * @param token its own secret
 */
public record Credential(String token) {

    /** The value of the header {@code Authorization}. */
    String header() {
        return "TargetToken " + token;
    }

    @Override
    public String toString() {
        return "TargetToken …";
    }
}
