package dev.roadworthy.worker.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the smallest model that keeps the trainer contract: one 1×1 convolution over the image.
 *
 * @param opset that it imports
 * @param width of its input
 * @param height of its input
 * @param channels of its output
 */
public record TinyModel(int opset, int width, int height, List<Channel> channels) {

    /** How much a channel of the output gets of each of the input, and beside them. */
    public record Channel(float red, float green, float blue, float bias) {}

    public byte[] onnx() {
        int count = channels.size();
        ByteArrayOutputStream kernel = new ByteArrayOutputStream();
        ByteArrayOutputStream bias = new ByteArrayOutputStream();
        for (Channel channel : channels) {
            writeFloat(kernel, channel.red());
            writeFloat(kernel, channel.green());
            writeFloat(kernel, channel.blue());
            writeFloat(bias, channel.bias());
        }
        Message node = new Message()
                .text(1, "image")
                .text(1, "kernel")
                .text(1, "bias")
                .text(2, "logits")
                .text(4, "Conv");
        Message graph = new Message()
                .message(1, node)
                .text(2, "tiny")
                .message(5, tensor("kernel", kernel.toByteArray(), count, 3, 1, 1))
                .message(5, tensor("bias", bias.toByteArray(), count))
                .message(11, value("image", 3))
                .message(12, value("logits", count));
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Message().number(2, opset))
                .bytes();
    }

    /** The description that belongs to it; classes are those after background. */
    public String preprocess(String... classes) {
        String names = Stream.concat(Stream.of("background"), Stream.of(classes))
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(", "));
        return """
                {"input": {"name": "image", "layout": "NCHW", "channels": "RGB", "width": %d, "height": %d,
                  "resize": "bilinear", "scale": 0.00392156862745098, "mean": [0, 0, 0], "std": [1, 1, 1]},
                 "output": {"name": "logits", "layout": "NCHW", "classes": [%s]}}
                """.formatted(width, height, names);
    }

    private static void writeFloat(ByteArrayOutputStream out, float value) {
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(bits >>> shift);
        }
    }

    private static Message tensor(String name, byte[] raw, long... shape) {
        Message tensor = new Message();
        for (long side : shape) {
            tensor.number(1, side);
        }
        return tensor.number(2, 1).text(8, name).field(9, raw);
    }

    private Message value(String name, int count) {
        Message shape = new Message().message(1, new Message().text(2, "batch"));
        for (long side : new long[] {count, height, width}) {
            shape.message(1, new Message().number(1, side));
        }
        Message tensor = new Message().number(1, 1).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** Fields of a Protocol Buffers message. */
    private static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return field(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return field(field, value.bytes());
        }

        Message field(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            for (; rest >= 0x80; rest >>>= 7) {
                out.write((int) ((rest & 0x7F) | 0x80));
            }
            out.write((int) rest);
        }
    }
}
