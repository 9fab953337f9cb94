package dev.roadworthy.cli.object;

import java.util.Comparator;

/** An object of a namespace. */
public record ObjectName(String namespace, Target target) implements Comparable<ObjectName> {

    private static final Comparator<ObjectName> ORDER = Comparator.comparing(ObjectName::namespace)
            .thenComparing(name -> name.target().kind())
            .thenComparing(name -> name.target().name());

    /** Another one of the same namespace. */
    public ObjectName sibling(Target other) {
        return new ObjectName(namespace, other);
    }

    @Override
    public int compareTo(ObjectName other) {
        return ORDER.compare(this, other);
    }

    /** As people write it in a namespace that they know. */
    @Override
    public String toString() {
        return target.toString();
    }
}
