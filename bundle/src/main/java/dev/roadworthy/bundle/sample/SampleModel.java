package dev.roadworthy.bundle.sample;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The smallest model that sees anything: one 1×1 convolution from three colours to three scores a pixel, in ONNX, opset
 * 13. Input {@code image} [1, 3, 8, 8], output {@code scores} [1, 3, 8, 8], both float32; the weights are the identity.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>, where the field numbers are from
 */
final class SampleModel {

    static final int SIDE = 8;
    static final int CHANNELS = 3;

    private static final int IR_VERSION = 7;
    private static final int OPSET = 13;
    private static final int FLOAT = 1;

    private SampleModel() {}

    /** The bytes of {@code model.onnx}; the same ones each time. */
    static byte[] onnx() {
        Message conv = new Message()
                .text(1, "image")
                .text(1, "weights")
                .text(2, "scores")
                .text(3, "classify")
                .text(4, "Conv");
        Message graph = new Message()
                .message(1, conv)
                .text(2, "sample")
                .message(5, weights())
                .message(11, tensor("image"))
                .message(12, tensor("scores"));
        return new Message()
                .number(1, IR_VERSION)
                .text(2, "roadworthy-sample")
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPSET))
                .bytes();
    }

    private static Message weights() {
        ByteBuffer identity =
                ByteBuffer.allocate(CHANNELS * CHANNELS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < CHANNELS * CHANNELS; i++) {
            identity.putFloat(i / CHANNELS == i % CHANNELS ? 1 : 0);
        }
        return new Message()
                .number(1, CHANNELS)
                .number(1, CHANNELS)
                .number(1, 1)
                .number(1, 1)
                .number(2, FLOAT)
                .text(8, "weights")
                .field(9, identity.array());
    }

    private static Message tensor(String name) {
        Message shape = new Message();
        for (int size : new int[] {1, CHANNELS, SIDE, SIDE}) {
            shape.message(1, new Message().number(1, size));
        }
        Message type = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, type));
    }

    /** A Protocol Buffers message as it stands on the wire: fields of the types varint and length-delimited. */
    private static final class Message {

        private static final int VARINT = 0;
        private static final int LENGTH_DELIMITED = 2;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, int value) {
            varint((field << 3) | VARINT);
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
            varint((field << 3) | LENGTH_DELIMITED);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(int value) {
            int rest = value;
            while (rest >= 0x80) {
                out.write((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write(rest);
        }
    }
}
