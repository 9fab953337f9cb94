package dev.roadworthy.api.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the status of every kind has. */
public interface RoadworthyStatus {

    /** The {@code metadata.generation} that the whole status speaks of; null or -1 before the first. */
    @Nullable Long observedGeneration();

    /** One condition a type; null before the first. */
    @Nullable List<Condition> conditions();

    /** Which attempt the status speaks of; null before the first, and always for a kind that counts none. */
    default @Nullable Integer attempt() {
        return null;
    }
}
