package dev.roadworthy.worker.step;

import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents that another process wrote, and refuses one that lacks a member: Jackson leaves the absent
 * components of a record null, whatever their type says.
 */
public final class CompleteDocument {

    private CompleteDocument() {}

    /**
     * Reads a document whose component {@code format} must be this.
     *
     * @throws MalformedDocumentException where it is not JSON, of another format, or a member is missing
     */
    public static <T extends Record> T read(byte[] json, Class<T> type, int format) throws MalformedDocumentException {
        T document = Documents.read(json, type);
        requireMembers(document, type.getSimpleName());
        if (valueOf(document, "format") instanceof Integer found && found != format) {
            throw new MalformedDocumentException(
                    "a %s of format %d, and this worker knows %d: use the worker of the operator's version"
                            .formatted(type.getSimpleName(), found, format),
                    null);
        }
        return document;
    }

    /**
     * Refuses a record that lacks a member, here or in what it holds.
     *
     * @param path of the record, for the message
     * @throws MalformedDocumentException where one is missing
     */
    public static void requireMembers(Record document, String path) throws MalformedDocumentException {
        for (RecordComponent component : document.getClass().getRecordComponents()) {
            String at = path + "." + component.getName();
            @Nullable Object value = valueOf(document, component.getName());
            if (value == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new MalformedDocumentException("it lacks %s".formatted(at), null);
            }
            requireMembersOf(value, at);
        }
    }

    private static void requireMembersOf(@Nullable Object value, String path) throws MalformedDocumentException {
        switch (value) {
            case Record nested -> requireMembers(nested, path);
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) == null) {
                        throw new MalformedDocumentException("%s[%d] is null".formatted(path, i), null);
                    }
                    requireMembersOf(list.get(i), "%s[%d]".formatted(path, i));
                }
            }
            case null, default -> {}
        }
    }

    private static @Nullable Object valueOf(Record document, String component) {
        try {
            return document.getClass().getMethod(component).invoke(document);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a public record without " + component, e);
        }
    }
}
