package dev.roadworthy.rides;

import dev.roadworthy.rides.log.RideFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Generates rides; the same request gives the same bytes. */
public final class RideGenerator {

    private RideGenerator() {}

    /**
     * Renders all rides of a request, several at a time.
     *
     * @throws IOException when the folder cannot be written, or holds one of the rides already
     */
    public static RideSummary generate(RideRequest request) throws IOException {
        for (int i = 0; i < request.rides(); i++) {
            if (Files.exists(request.out().resolve(RidePlan.name(i)))) {
                throw new IOException(request.out().resolve(RidePlan.name(i))
                        + " is there already: name an empty folder, so that no ride is half old and half new");
            }
        }
        DefectPlan defects = DefectPlan.draw(request);
        List<PlantedDefect> truth;
        try {
            truth = IntStream.range(0, request.rides())
                    .parallel()
                    .mapToObj(i -> one(request, defects, i))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(PlantedDefect::ride))
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        int frames = request.rides() * request.shape().frames();
        return new RideSummary(request.rides(), frames, bytes(request.out()), truth);
    }

    private static Optional<PlantedDefect> one(RideRequest request, DefectPlan defects, int index) {
        Optional<Defect> defect = Optional.ofNullable(defects.byRide().get(index));
        int content = defect.equals(Optional.of(Defect.DUPLICATE_RIDE)) ? defects.original() : index;
        try {
            RideFolder folder = RideFolder.create(request.out().resolve(RidePlan.name(index)));
            RidePlan plan = RidePlan.draw(request, content);
            List<Long> times = RideWriter.write(folder, plan, request.shape());
            if (defect.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Planter(folder, times, request.shape(), plan.seed()).plant(defect.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("ride " + RidePlan.name(index) + ": " + e.getMessage(), e);
        }
    }

    private static long bytes(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }
}
