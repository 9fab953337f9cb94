package dev.roadworthy.rides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "sheet", description = "Draws a contact sheet: a frame of every ride, its mask, the legend.")
final class SheetCommand implements Callable<Integer> {

    @Option(names = "--in", required = true, description = "source in the RideLog layout")
    Path in = Path.of(".");

    @Option(names = "--out", required = true, description = "PNG to write")
    Path out = Path.of("sheet.png");

    @Option(names = "--columns", defaultValue = "2", description = "pairs a row; default ${DEFAULT-VALUE}")
    int columns;

    @Option(names = "--most", defaultValue = "36", description = "rides at most; default ${DEFAULT-VALUE}")
    int most;

    @Override
    public Integer call() throws IOException {
        ImageIO.write(ContactSheet.draw(in, columns, most), "png", out.toFile());
        return 0;
    }
}
