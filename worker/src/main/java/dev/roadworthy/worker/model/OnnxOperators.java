package dev.roadworthy.worker.model;

import dev.roadworthy.worker.model.ModelFaultException.Part;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads which operator sets an ONNX file imports, which ONNX Runtime does not tell. Walks the fields of the file's one
 * {@code ModelProto} and skips all but {@code opset_import}; nothing of the graph is held.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto: ModelProto, OperatorSetIdProto</a>
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, encoding</a>
 */
final class OnnxOperators {

    private static final int MODEL_OPSET_IMPORT = 8;
    private static final int OPSET_DOMAIN = 1;
    private static final int OPSET_VERSION = 2;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    /** More than any import needs; a claim of more is damage. */
    private static final int MAX_IMPORT_BYTES = 1024;

    private OnnxOperators() {}

    /** Takes the value of a field: the stream stands before it, and after the reader behind it. */
    @FunctionalInterface
    private interface FieldReader {
        void read(int field, int wireType, DataInputStream in) throws IOException, ModelFaultException;
    }

    /** The versions of the imported operator sets by domain; the default domain is the empty name. */
    static Map<String, Long> imports(InputStream model) throws IOException, ModelFaultException {
        Map<String, Long> imports = new HashMap<>();
        walk(new DataInputStream(model), (field, wireType, in) -> {
            if (field == MODEL_OPSET_IMPORT && wireType == LENGTH) {
                addImport(imports, bytes(in));
            } else {
                skip(wireType, in);
            }
        });
        return imports;
    }

    private static void addImport(Map<String, Long> imports, byte[] message) throws IOException, ModelFaultException {
        String[] domain = {""};
        long[] version = {0};
        walk(new DataInputStream(new ByteArrayInputStream(message)), (field, wireType, in) -> {
            if (field == OPSET_DOMAIN && wireType == LENGTH) {
                domain[0] = new String(bytes(in), StandardCharsets.UTF_8);
            } else if (field == OPSET_VERSION && wireType == VARINT) {
                version[0] = varint(in, in.readUnsignedByte());
            } else {
                skip(wireType, in);
            }
        });
        // onnx.proto: "The empty string ("") or absence of this field implies the operator set that is defined as part
        // of the ONNX specification"; ai.onnx is its other name.
        String name = domain[0].equals("ai.onnx") ? "" : domain[0];
        if (imports.put(name, version[0]) != null) {
            throw damaged("it imports the operators of the domain '%s' twice".formatted(name), null);
        }
    }

    private static void walk(DataInputStream in, FieldReader reader) throws IOException, ModelFaultException {
        try {
            for (int first = in.read(); first >= 0; first = in.read()) {
                long tag = varint(in, first);
                int field = (int) (tag >>> 3);
                if (field == 0 || tag > 0xFFFFFFFFL) {
                    throw damaged("it has the field %d".formatted(field), null);
                }
                reader.read(field, (int) (tag & 7), in);
            }
        } catch (EOFException e) {
            throw damaged("it ends within a field", e);
        }
    }

    private static void skip(int wireType, DataInputStream in) throws IOException, ModelFaultException {
        switch (wireType) {
            case VARINT -> varint(in, in.readUnsignedByte());
            case FIXED64 -> in.skipNBytes(Long.BYTES);
            case LENGTH -> in.skipNBytes(length(in));
            case FIXED32 -> in.skipNBytes(Integer.BYTES);
            default -> throw damaged("it has the wire type %d".formatted(wireType), null);
        }
    }

    private static byte[] bytes(DataInputStream in) throws IOException, ModelFaultException {
        long length = length(in);
        if (length > MAX_IMPORT_BYTES) {
            throw damaged("an import of operators has %d bytes".formatted(length), null);
        }
        byte[] bytes = new byte[(int) length];
        in.readFully(bytes);
        return bytes;
    }

    private static long length(DataInputStream in) throws IOException, ModelFaultException {
        long length = varint(in, in.readUnsignedByte());
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw damaged("a field has %s bytes".formatted(Long.toUnsignedString(length)), null);
        }
        return length;
    }

    private static long varint(DataInputStream in, int first) throws IOException, ModelFaultException {
        long value = 0;
        int next = first;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
            next = in.readUnsignedByte();
        }
        throw damaged("it has a number of more than 64 bits", null);
    }

    private static ModelFaultException damaged(String what, @Nullable Throwable cause) {
        return new ModelFaultException(Part.MODEL, "it is no ONNX file: " + what, cause);
    }
}
