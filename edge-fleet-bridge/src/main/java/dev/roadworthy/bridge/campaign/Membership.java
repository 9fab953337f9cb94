package dev.roadworthy.bridge.campaign;

import dev.roadworthy.contract.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Which vehicles make up a share of the fleet. It follows from the names alone: a vehicle that joins late falls where it
 * belongs, a share lies inside every larger one, and another line begins with other vehicles.
 */
public final class Membership {

    private Membership() {}

    /**
     * Whether the vehicle is in the first {@code percent} of the line's fleet.
     *
     * @param percent 0 to 100
     */
    public static boolean contains(String line, String vehicle, int percent) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(line.getBytes(StandardCharsets.UTF_8));
        // No name has this byte, so two pairs of names never read the same.
        sha256.update((byte) 0);
        byte[] hash = sha256.digest(vehicle.getBytes(StandardCharsets.UTF_8));
        long point = Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt());
        return point * 100 < (long) percent << Integer.SIZE;
    }
}
