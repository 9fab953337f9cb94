package dev.roadworthy.bundle.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.roadworthy.contract.MalformedDocumentException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that has one meaning only: UTF-8, every member known and there once, every value of the member's own type,
 * nothing after the end. Two readers that disagree about a signed document are a way around the signature.
 */
public final class StrictJson {

    private static final int MAX_DEPTH = 16;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(LogicalType.Textual, text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .build();

    private StrictJson() {}

    /**
     * Reads a document. A member without {@code @Nullable} is checked by the type itself, see {@link #required}.
     *
     * @throws MalformedDocumentException where the bytes are not exactly such a document
     */
    public static <T> T read(byte[] json, Class<T> type) throws MalformedDocumentException {
        String text = text(json);
        return read(() -> JSON.readValue(text, type));
    }

    /** Reads a document of a generic type; see {@link #read(byte[], Class)}. */
    public static <T> T read(byte[] json, TypeReference<T> type) throws MalformedDocumentException {
        String text = text(json);
        return read(() -> JSON.readValue(text, type));
    }

    /** Reads a part of a document that {@link #read} has read as a tree, as strictly. */
    public static <T> T read(JsonNode tree, Class<T> type) throws MalformedDocumentException {
        return read(() -> JSON.treeToValue(tree, type));
    }

    private interface Parse<T> {
        @Nullable T parse() throws JsonProcessingException;
    }

    private static <T> T read(Parse<T> json) throws MalformedDocumentException {
        try {
            T document = json.parse();
            if (document == null) {
                throw new MalformedDocumentException("null in place of an object", null);
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new MalformedDocumentException(e.getOriginalMessage(), e);
        }
    }

    /**
     * The value of a member that has to be there, for compact constructors.
     *
     * @throws IllegalArgumentException where it is not
     */
    public static <T> T required(@Nullable T value, String member) {
        if (value == null) {
            throw new IllegalArgumentException("the member '%s' is missing".formatted(member));
        }
        return value;
    }

    // Not from the bytes: Jackson would guess UTF-16 and UTF-32, and lets some malformed UTF-8 pass.
    private static String text(byte[] json) throws MalformedDocumentException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedDocumentException("not UTF-8", e);
        }
    }
}
