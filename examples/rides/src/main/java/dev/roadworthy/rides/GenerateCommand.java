package dev.roadworthy.rides;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "generate", description = "Writes rides; the same options give the same bytes.")
final class GenerateCommand implements Callable<Integer> {

    @Option(names = "--out", required = true, description = "folder that receives one folder a ride")
    Path out = Path.of(".");

    @Option(names = "--seed", defaultValue = "7", description = "default ${DEFAULT-VALUE}")
    long seed;

    @Option(names = "--rides", defaultValue = "36", description = "default ${DEFAULT-VALUE}")
    int rides;

    @Option(names = "--frames", defaultValue = "20", description = "a ride, two a second; default ${DEFAULT-VALUE}")
    int frames;

    @Option(names = "--light", split = ",", defaultValue = "day,dusk,night", description = "default ${DEFAULT-VALUE}")
    List<String> light = List.of();

    @Option(names = "--size", defaultValue = "320x240", description = "in pixels; default ${DEFAULT-VALUE}")
    String size = "";

    @Option(names = "--defects", description = "plant every defect, each in a ride of its own")
    boolean defects;

    @Option(names = "--defect", description = "plant one; repeatable")
    List<String> defect = List.of();

    @Option(names = "--truth", description = "file outside --out that receives what was planted where, as JSON")
    @Nullable Path truth;

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        RideSummary summary = RideGenerator.generate(request());
        if (truth != null) {
            Files.write(
                    truth, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(summary.truth()));
        }
        System.out.printf(
                Locale.ROOT,
                "%d rides, %d frames, %d bytes, %.1f seconds%n",
                summary.rides(),
                summary.frames(),
                summary.bytes(),
                (System.nanoTime() - start) / 1e9);
        return 0;
    }

    private RideRequest request() {
        if (truth != null
                && truth.toAbsolutePath()
                        .normalize()
                        .startsWith(out.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("--truth lies inside --out: the answers must not be part of the source");
        }
        if (!size.matches("[1-9]\\d{1,4}x[1-9]\\d{1,4}")) {
            throw new IllegalArgumentException("--size " + size + ": expected WIDTHxHEIGHT, such as 320x240");
        }
        int x = size.indexOf('x');
        int width = Integer.parseInt(size.substring(0, x));
        int height = Integer.parseInt(size.substring(x + 1));
        List<Light> lights = light.stream()
                .map(l -> Light.valueOf(l.toUpperCase(Locale.ROOT)))
                .toList();
        Set<Defect> planted = EnumSet.noneOf(Defect.class);
        if (defects) {
            planted.addAll(Arrays.asList(Defect.values()));
        }
        defect.forEach(d -> planted.add(Defect.of(d)));
        return new RideRequest(out, seed, rides, lights, new RideRequest.Shape(frames, width, height), planted);
    }
}
