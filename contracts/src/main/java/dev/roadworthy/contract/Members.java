package dev.roadworthy.contract;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members that a document must have: all whose type is not {@code @Nullable}. Jackson leaves the absent components
 * of a record null, whatever their type says.
 */
final class Members {

    private Members() {}

    /**
     * Checks a record and all records in it.
     *
     * @throws MalformedDocumentException with the path of the first member that is absent or null
     */
    static void require(Record document) throws MalformedDocumentException {
        requireOf(document, document.getClass().getSimpleName(), "");
    }

    private static void requireOf(Record part, String document, String prefix) throws MalformedDocumentException {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            if (!component.getType().isPrimitive()) {
                require(valueOf(part, component), component.getAnnotatedType(), document, prefix + component.getName());
            }
        }
    }

    private static void require(@Nullable Object value, AnnotatedType type, String document, String path)
            throws MalformedDocumentException {
        switch (value) {
            case null -> {
                if (!type.isAnnotationPresent(Nullable.class)) {
                    throw new MalformedDocumentException("not a %s: it lacks %s".formatted(document, path), null);
                }
            }
            case Record part -> requireOf(part, document, path + ".");
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    require(list.get(i), argument(type, 0), document, "%s[%d]".formatted(path, i));
                }
            }
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    require(entry.getValue(), argument(type, 1), document, "%s.%s".formatted(path, entry.getKey()));
                }
            }
            default -> {}
        }
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
    }

    private static @Nullable Object valueOf(Record part, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            // A record may be private to whoever reads it.
            accessor.setAccessible(true);
            return accessor.invoke(part);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record whose component cannot be read: " + component, e);
        }
    }
}
