package dev.roadworthy.killsweep;

import java.util.List;

/** Every vehicle runs it. */
final class RolledOut implements Ending {

    @Override
    public int latencyMs() {
        return Declared.LATENCY_LIMIT_MS / 2;
    }

    @Override
    public void act(Story story) {
        // Vehicles take it by themselves.
    }

    @Override
    public String reason() {
        return "RolledOut";
    }

    @Override
    public Vehicle.Load load() {
        return Vehicle.Load.RELEASE;
    }

    @Override
    public List<String> requests() {
        return List.of();
    }
}
