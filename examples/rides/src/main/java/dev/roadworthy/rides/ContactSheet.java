package dev.roadworthy.rides;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Lays frames of a source side by side with their masks, and the legend beneath. */
public final class ContactSheet {

    private static final int LEGEND = 22;
    private static final int CAPTION = 13;
    private static final int STRANGE = 0x00FFFF;

    private ContactSheet() {}

    /**
     * Draws one frame of every ride.
     *
     * @param columns pairs of frame and mask beside each other
     * @param most how many rides at most
     */
    public static BufferedImage draw(Path source, int columns, int most) throws IOException {
        List<Path> frames = frames(source, most);
        if (frames.isEmpty()) {
            throw new IOException(source + " holds no frame: expected <ride>/camera/<captured_at_ns>.jpg");
        }
        BufferedImage first = ImageIO.read(frames.getFirst().toFile());
        int w = first.getWidth();
        int h = first.getHeight() + CAPTION;
        int rows = (frames.size() + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(columns * 2 * w, rows * h + LEGEND, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        for (int i = 0; i < frames.size(); i++) {
            int x = i % columns * 2 * w;
            int y = i / columns * h;
            pair(g, frames.get(i), x, y + CAPTION);
            g.setColor(Color.WHITE);
            g.drawString(caption(frames.get(i)), x + 3, y + CAPTION - 3);
        }
        legend(g, rows * h);
        g.dispose();
        return sheet;
    }

    private static List<Path> frames(Path source, int most) throws IOException {
        List<Path> chosen = new ArrayList<>();
        try (Stream<Path> rides = Files.list(source)) {
            for (Path ride :
                    rides.filter(Files::isDirectory).sorted().limit(most).toList()) {
                try (Stream<Path> all = Files.list(ride.resolve("camera"))) {
                    List<Path> frames = all.sorted().toList();
                    chosen.add(frames.get(frames.size() / 3));
                }
            }
        }
        return chosen;
    }

    private static String caption(Path frame) throws IOException {
        Path ride = frame.resolveSibling("..").normalize();
        String header = Files.readString(ride.resolve("ride.json")).strip();
        return ride.getFileName() + "  " + header.replaceAll(".*attributes\":|[\"{}]", "");
    }

    private static void pair(Graphics2D g, Path frame, int x, int y) throws IOException {
        @Nullable BufferedImage picture = ImageIO.read(frame.toFile());
        if (picture == null) {
            return;
        }
        g.drawImage(picture, x, y, null);
        String name = frame.getFileName().toString().replace(".jpg", ".png");
        Path label = frame.resolveSibling("..").normalize().resolve("labels").resolve(name);
        if (Files.exists(label)) {
            g.drawImage(overlay(picture, ImageIO.read(label.toFile())), x + picture.getWidth(), y, null);
        }
    }

    private static BufferedImage overlay(BufferedImage picture, BufferedImage mask) {
        BufferedImage out = new BufferedImage(mask.getWidth(), mask.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < mask.getHeight(); y++) {
            for (int x = 0; x < mask.getWidth(); x++) {
                int value = mask.getRaster().getSample(x, y, 0);
                int paint = RideClass.of(value).map(RideClass::colour).orElse(STRANGE);
                int under = picture.getRGB(x, y);
                int mixed = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    mixed |= ((((paint >> shift) & 0xFF) * 2 + ((under >> shift) & 0xFF)) / 3) << shift;
                }
                out.setRGB(x, y, mixed);
            }
        }
        return out;
    }

    private static void legend(Graphics2D g, int y) {
        int x = 4;
        for (RideClass each : RideClass.values()) {
            g.setColor(new Color(each.colour()));
            g.fillRect(x, y + 5, 12, 12);
            g.setColor(Color.WHITE);
            String name = each.value() + " " + each.name().toLowerCase(java.util.Locale.ROOT);
            g.drawString(name, x + 16, y + 15);
            x += 26 + g.getFontMetrics().stringWidth(name);
        }
    }
}
