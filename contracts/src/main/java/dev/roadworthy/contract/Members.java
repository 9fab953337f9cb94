package dev.roadworthy.contract;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members that a document must have: all whose type is not {@code @Nullable}. Jackson leaves the absent components
 * of a record null, whatever their type says.
 */
final class Members {

    // Reflection copies what it is asked for; a ledger has a hundred thousand documents of few classes.
    private static final ClassValue<List<Member>> MEMBERS = new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .map(Member::of)
                    .toList();
        }
    };

    private Members() {}

    /** A component of a record. */
    private record Member(String name, AnnotatedType type, Method accessor) {

        static Member of(RecordComponent component) {
            Method accessor = component.getAccessor();
            // A record may be private to whoever reads it.
            accessor.setAccessible(true);
            return new Member(component.getName(), component.getAnnotatedType(), accessor);
        }

        @Nullable Object of(Record part) {
            try {
                return accessor.invoke(part);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("a record whose component cannot be read: " + accessor, e);
            }
        }
    }

    /**
     * Checks a record and all records in it.
     *
     * @throws MalformedDocumentException with the path of the first member that is absent or null
     */
    static void require(Record document) throws MalformedDocumentException {
        String path = lacking(document);
        if (path != null) {
            throw new MalformedDocumentException(
                    "not a %s: it lacks %s".formatted(document.getClass().getSimpleName(), path), null);
        }
    }

    /** The path of the first member that is absent; null for none. */
    private static @Nullable String lacking(Record part) {
        for (Member member : MEMBERS.get(part.getClass())) {
            String path = lacking(member.of(part), member.type());
            if (path != null) {
                return member.name() + path;
            }
        }
        return null;
    }

    private static @Nullable String lacking(@Nullable Object value, AnnotatedType type) {
        return switch (value) {
            case null -> type.isAnnotationPresent(Nullable.class) ? null : "";
            case Record part -> {
                String path = lacking(part);
                yield path == null ? null : "." + path;
            }
            case List<?> list -> lacking(list, type);
            case Map<?, ?> map -> lacking(map, type);
            default -> null;
        };
    }

    private static @Nullable String lacking(List<?> list, AnnotatedType type) {
        AnnotatedType element = argument(type, 0);
        for (int i = 0; i < list.size(); i++) {
            String path = lacking(list.get(i), element);
            if (path != null) {
                return "[%d]%s".formatted(i, path);
            }
        }
        return null;
    }

    private static @Nullable String lacking(Map<?, ?> map, AnnotatedType type) {
        AnnotatedType value = argument(type, 1);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String path = lacking(entry.getValue(), value);
            if (path != null) {
                return ".%s%s".formatted(entry.getKey(), path);
            }
        }
        return null;
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
    }
}
