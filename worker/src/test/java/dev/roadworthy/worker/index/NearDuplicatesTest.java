package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.worker.index.NearDuplicates.Found;
import dev.roadworthy.worker.index.NearDuplicates.Group;
import dev.roadworthy.worker.index.NearDuplicates.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {

    private record Frame(PerceptualHash hash, Member member) {}

    private static List<Group> groups(List<Frame> frames) {
        Map<PerceptualHash, List<Member>> byHash = new HashMap<>();
        frames.forEach(frame ->
                byHash.computeIfAbsent(frame.hash(), _ -> new ArrayList<>()).add(frame.member()));
        Comparator<Member> order = Comparator.comparing(Member::split).thenComparing(Member::ride);
        return byHash.entrySet().stream()
                .map(e -> new Group(
                        e.getKey(),
                        e.getValue().size(),
                        e.getValue().stream().min(order).orElseThrow(),
                        e.getValue().stream().max(order).orElseThrow()))
                .sorted(Comparator.comparing(group -> group.hash().toString()))
                .toList();
    }

    private static long bruteForce(List<Frame> frames, BiPredicate<Member, Member> apart) {
        return frames.stream()
                .filter(one -> frames.stream()
                        .anyMatch(other -> apart.test(one.member(), other.member())
                                && one.hash().distance(other.hash()) <= NearDuplicates.MAX_DISTANCE))
                .count();
    }

    private static PerceptualHash flip(PerceptualHash hash, Random random, int bits) {
        long[] words = {hash.a(), hash.b(), hash.c(), hash.d()};
        for (int i = 0; i < bits; i++) {
            words[random.nextInt(4)] ^= 1L << random.nextInt(64);
        }
        return new PerceptualHash(words[0], words[1], words[2], words[3]);
    }

    // Rides 0 to 5 lie in splits by their number, as a ride lies in one split.
    private static List<Frame> frames(Random random, int count) {
        List<Frame> frames = new ArrayList<>();
        PerceptualHash hash = new PerceptualHash(0, 0, 0, 0);
        for (int i = 0; i < count; i++) {
            hash = switch (random.nextInt(3)) {
                case 0 ->
                    new PerceptualHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
                case 1 -> flip(hash, random, random.nextInt(15));
                default -> hash;
            };
            int ride = random.nextInt(6);
            frames.add(new Frame(hash, new Member("f" + i, "ride" + ride, Splits.NAMES.get(ride % 3))));
        }
        return frames;
    }

    @Property(tries = 200)
    void findsWhatComparingAllPairsFinds(@ForAll long seed) {
        List<Frame> frames = frames(new Random(seed), 120);

        Found found = NearDuplicates.among(groups(frames));

        assertThat(found.nearDuplicates().frames())
                .isEqualTo(bruteForce(frames, (a, b) -> !a.ride().equals(b.ride())));
        assertThat(found.leaks().frames())
                .isEqualTo(bruteForce(frames, (a, b) -> !a.split().equals(b.split())));
        assertThat(found.bounded()).isZero();
    }

    @Test
    void namesPairsWithTheirDistance() {
        PerceptualHash hash = new PerceptualHash(1, 2, 3, 4);
        List<Group> groups = groups(List.of(
                new Frame(hash, new Member("b", "r1", "train")),
                new Frame(new PerceptualHash(1, 2, 3, 7), new Member("a", "r2", "test"))));

        Found found = NearDuplicates.among(groups);

        assertThat(found.nearDuplicates().examples()).containsExactly("a ~ b (2)");
        assertThat(found.leaks().examples()).containsExactly("a ~ b (2)");
    }

    @Test
    void doesNotMindNeighboursOfOneRide() {
        PerceptualHash hash = new PerceptualHash(1, 2, 3, 4);

        Found found = NearDuplicates.among(groups(List.of(
                new Frame(hash, new Member("a", "r", "train")), new Frame(hash, new Member("b", "r", "train")))));

        assertThat(found.nearDuplicates().frames()).isZero();
    }

    @Test
    void boundsTheWorkForHashesThatShareAChunkAndSaysSo() {
        List<Frame> frames = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            // All zero but for 64 bits: every chunk is shared by many.
            frames.add(new Frame(
                    new PerceptualHash(0, 0, 0, random.nextLong()), new Member("f" + i, "ride" + i, "train")));
        }

        assertThat(NearDuplicates.among(groups(frames), 3).bounded()).isPositive();
        assertThat(NearDuplicates.among(groups(frames)).bounded()).isZero();
    }
}
