package dev.roadworthy.controller.port;

import dev.roadworthy.api.v1alpha1.Condition;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was announced. */
public final class FakeAnnouncer implements Announcer {

    private final List<Transition> announced = new ArrayList<>();

    @Override
    public synchronized void announce(Transition transition) {
        announced.add(transition);
    }

    /** All that was announced of the objects of this name, oldest first, as {@code Type=Status Reason}. */
    public synchronized List<String> announced(String name) {
        return announced.stream()
                .filter(transition -> transition.subject().name().equals(name))
                .flatMap(transition -> transition.changed().stream())
                .map(FakeAnnouncer::words)
                .toList();
    }

    private static String words(Condition condition) {
        return "%s=%s %s".formatted(condition.type(), condition.status(), condition.reason());
    }
}
