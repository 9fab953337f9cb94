package dev.roadworthy.worker.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds frames of different rides that look the same, without comparing all pairs: hashes that differ in at most
 * {@value #MAX_DISTANCE} of 256 bits agree wholly in one of {@value #CHUNKS} chunks (pigeonholes), so only those that
 * share a chunk are compared.
 *
 * <p>Frames of equal hash are one group from the start: a thousand black frames cost what one costs. The work is at
 * most {@value #CHUNKS} · n · {@value #WINDOW} comparisons for n different hashes. The bound bites where more than
 * {@value #WINDOW} of them share a chunk: there, each is compared with the next {@value #WINDOW} in the order of the
 * chunk and then of the hash, and pairs that are farther apart in all chunks that they share are missed.
 */
final class NearDuplicates {

    /** The largest distance of hashes that look the same. */
    static final int MAX_DISTANCE = 10;

    /** One more than {@link #MAX_DISTANCE}; of 23 or 24 bits each. */
    static final int CHUNKS = 11;

    /** The most neighbours in a chunk that a hash is compared with. */
    static final int WINDOW = 4096;

    /**
     * A frame of a group.
     *
     * @param split of its ride
     */
    record Member(String frame, String ride, String split) {}

    /**
     * All frames of one hash. Two members say all that matters of its rides and splits: the first and the last in the
     * order of (split, ride) differ in split where any two do, else in ride where any two do.
     *
     * @param frames how many
     */
    record Group(PerceptualHash hash, long frames, Member first, Member last) {}

    /**
     * What was found.
     *
     * @param nearDuplicates frames that look like one of another ride
     * @param leaks those of them that look like one of another split
     * @param bounded hashes whose neighbours were not all looked at
     */
    record Found(Twins nearDuplicates, Twins leaks, long bounded) {}

    /**
     * Frames, and an example for each of their groups.
     *
     * @param examples {@code <frame> ~ <frame> (<differing bits>)}, sorted
     */
    record Twins(long frames, List<String> examples) {}

    private final List<Group> groups;
    private final BitSet nearDuplicates = new BitSet();
    private final BitSet leaks = new BitSet();
    private final List<String> nearDuplicateExamples = new ArrayList<>();
    private final List<String> leakExamples = new ArrayList<>();

    private NearDuplicates(List<Group> groups) {
        this.groups = groups;
    }

    /**
     * Searches.
     *
     * @param groups of different hashes
     */
    static Found among(List<Group> groups) {
        return new NearDuplicates(groups).search(WINDOW);
    }

    /** As {@link #among(List)}, with another bound. */
    static Found among(List<Group> groups, int window) {
        return new NearDuplicates(groups).search(window);
    }

    private Found search(int window) {
        for (int i = 0; i < groups.size(); i++) {
            compare(i, i);
        }
        BitSet bounded = new BitSet();
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            searchChunk(chunk, window, bounded);
        }
        return new Found(
                twins(nearDuplicates, nearDuplicateExamples), twins(leaks, leakExamples), bounded.cardinality());
    }

    private Twins twins(BitSet found, List<String> examples) {
        long frames = found.stream().mapToLong(i -> groups.get(i).frames()).sum();
        return new Twins(frames, examples.stream().sorted().toList());
    }

    // Sorted as 24 bits of chunk above 32 of place; groups come in the order of their hashes.
    private void searchChunk(int chunk, int window, BitSet bounded) {
        long[] keys = new long[groups.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) bits(groups.get(i).hash(), chunk) << 32) | i;
        }
        Arrays.sort(keys);
        for (int i = 0; i < keys.length; i++) {
            long bucket = keys[i] >>> 32;
            int j = i + 1;
            for (; j < keys.length && keys[j] >>> 32 == bucket && j - i <= window; j++) {
                compare((int) keys[i], (int) keys[j]);
            }
            if (j < keys.length && keys[j] >>> 32 == bucket) {
                bounded.set((int) keys[i]);
            }
        }
    }

    // Every 11th bit: neighbouring frequencies resemble each other, and a chunk of them alone would tell little apart.
    private static int bits(PerceptualHash hash, int chunk) {
        int bits = 0;
        for (int i = chunk; i < PerceptualHash.BITS; i += CHUNKS) {
            bits = (bits << 1) | hash.bit(i);
        }
        return bits;
    }

    private void compare(int i, int j) {
        Group one = groups.get(i);
        Group other = groups.get(j);
        int distance = one.hash().distance(other.hash());
        if (distance > MAX_DISTANCE) {
            return;
        }
        for (Member a : List.of(one.first(), one.last())) {
            for (Member b : List.of(other.first(), other.last())) {
                if (!a.ride().equals(b.ride())) {
                    note(nearDuplicates, nearDuplicateExamples, i, j, example(a, b, distance));
                }
                if (!a.split().equals(b.split())) {
                    note(leaks, leakExamples, i, j, example(a, b, distance));
                }
            }
        }
    }

    // One example a group that was not known yet keeps the list as short as the groups.
    private static void note(BitSet found, List<String> examples, int i, int j, String example) {
        if (!found.get(i) || !found.get(j)) {
            found.set(i);
            found.set(j);
            examples.add(example);
        }
    }

    private static String example(Member a, Member b, int distance) {
        boolean ascending = a.frame().compareTo(b.frame()) <= 0;
        return "%s ~ %s (%d)".formatted(ascending ? a.frame() : b.frame(), ascending ? b.frame() : a.frame(), distance);
    }
}
