package dev.roadworthy.bundle.release;

import static dev.roadworthy.bundle.json.StrictJson.required;

import dev.roadworthy.contract.Digest;

/**
 * The release that a vehicle goes back to by itself when a trial fails.
 *
 * @param counter its counter
 * @param digest of its bundle
 */
public record Fallback(long counter, Digest digest) {

    public Fallback {
        if (counter < 1 || counter > Position.MAX) {
            throw new IllegalArgumentException("the fallback's counter is %d".formatted(counter));
        }
        required(digest, "digest");
    }
}
