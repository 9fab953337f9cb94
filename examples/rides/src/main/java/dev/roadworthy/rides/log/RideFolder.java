package dev.roadworthy.rides.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** One ride on disk, in the RideLog layout (docs/ride-log.md). */
public record RideFolder(Path path) {

    private static final float QUALITY = 0.85f;

    /** Makes the folder and those for frames and masks. */
    public static RideFolder create(Path path) throws IOException {
        Files.createDirectories(path.resolve("camera"));
        Files.createDirectories(path.resolve("labels"));
        return new RideFolder(path);
    }

    public Path frame(long capturedAtNs) {
        return path.resolve("camera").resolve(capturedAtNs + ".jpg");
    }

    public Path mask(long capturedAtNs) {
        return path.resolve("labels").resolve(capturedAtNs + ".png");
    }

    public void header(RideHeader header) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode();
        root.put("vehicle", header.vehicle());
        root.put("camera", header.camera());
        root.put("startedAt", header.startedAt().toString());
        ObjectNode attributes = root.putObject("attributes");
        header.attributes().forEach(attributes::put);
        Files.writeString(path.resolve("ride.json"), json.writeValueAsString(root) + "\n");
    }

    /** Writes {@code imu.csv} or {@code gps.csv}. */
    public void table(String name, List<String> rows) throws IOException {
        Files.writeString(path.resolve(name), String.join("\n", rows) + "\n", StandardCharsets.UTF_8);
    }

    public void frame(long capturedAtNs, BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        Files.write(frame(capturedAtNs), bytes.toByteArray());
    }

    /** Writes raw class values, row by row, as an 8-bit single-channel PNG. */
    public void mask(long capturedAtNs, int width, int height, byte[] values) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, width, height, values);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        Files.write(mask(capturedAtNs), bytes.toByteArray());
    }

    /** Raw class values of a mask, row by row. */
    public byte[] readMask(long capturedAtNs) throws IOException {
        BufferedImage image = ImageIO.read(mask(capturedAtNs).toFile());
        byte[] values = new byte[image.getWidth() * image.getHeight()];
        image.getRaster().getDataElements(0, 0, image.getWidth(), image.getHeight(), values);
        return values;
    }
}
