package dev.roadworthy.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * The one JSON form of the documents in this package: RFC 8785 canonical UTF-8, absent members left out. Equal
 * documents have equal bytes, and so equal digests, on every machine.
 */
public final class Documents {

    // A reader skips members that it does not know, so that steps and operator of neighbouring versions understand
    // each other while an upgrade rolls.
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private Documents() {}

    /** The canonical bytes of a document. */
    public static byte[] write(Object document) {
        try {
            return new JsonCanonicalizer(JSON.writeValueAsBytes(document)).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "not representable as JSON: " + document.getClass().getName(), e);
        }
    }

    /** The digest of a document's canonical bytes. */
    public static Digest digest(Object document) {
        return Digest.of(write(document));
    }

    /**
     * Reads a document.
     *
     * @throws MalformedDocumentException where the bytes are not JSON or a member is missing or of another type
     */
    public static <T> T read(byte[] json, Class<T> type) throws MalformedDocumentException {
        T document = parse(json, type, type.getSimpleName());
        if (document instanceof Record whole) {
            Members.require(whole);
        }
        return document;
    }

    /** Reads a document; see {@link #read(byte[], Class)}. */
    public static <T> T read(String json, Class<T> type) throws MalformedDocumentException {
        return read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    /**
     * Reads a document of this format: one of another may lack, or mean otherwise, what is read here.
     *
     * @throws MalformedDocumentException also where it is of another format
     */
    public static <T extends Record> T read(byte[] json, Class<T> type, int format) throws MalformedDocumentException {
        int found = parse(json, Versioned.class, type.getSimpleName()).format();
        if (found != format) {
            throw new MalformedDocumentException(
                    "a %s of format %d, and %d is known here: let operator and worker be of one version"
                            .formatted(type.getSimpleName(), found, format),
                    null);
        }
        return read(json, type);
    }

    /** What every document that has a format begins with. */
    private record Versioned(int format) {}

    private static <T> T parse(byte[] json, Class<T> type, String name) throws MalformedDocumentException {
        try {
            T document = JSON.readValue(json, type);
            if (document == null) {
                throw new MalformedDocumentException("not a " + name + ": null", null);
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new MalformedDocumentException("not a %s: %s".formatted(name, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
    }
}
