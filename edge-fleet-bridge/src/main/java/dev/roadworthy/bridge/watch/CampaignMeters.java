package dev.roadworthy.bridge.watch;

import dev.roadworthy.bridge.watch.CampaignWatch.Look;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.CampaignSummary.State;
import dev.roadworthy.contract.CampaignSummary.Wave;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How the campaigns stand, as metrics. */
public final class CampaignMeters {

    private final MultiGauge vehicles;
    private final MultiGauge verdicts;
    private final AtomicLong completeAt = new AtomicLong();
    private final InstantSource clock;

    public CampaignMeters(MeterRegistry registry, InstantSource clock) {
        this.clock = clock;
        vehicles = MultiGauge.builder("roadworthy.bridge.wave.vehicles")
                .description("Vehicles of a wave, by what became of them")
                .register(registry);
        verdicts = MultiGauge.builder("roadworthy.bridge.wave.verdict")
                .description("1 for the verdict of a wave, 0 for the others")
                .register(registry);
        registry.more()
                .timeGauge(
                        "roadworthy.bridge.watch.last.complete",
                        Tags.empty(),
                        completeAt,
                        java.util.concurrent.TimeUnit.SECONDS,
                        AtomicLong::doubleValue);
    }

    /** Shows what was seen. Of a look at less than everything, what was seen before is worth more. */
    public void show(Look look) {
        if (!look.complete()) {
            return;
        }
        completeAt.set(clock.instant().getEpochSecond());
        List<Row<?>> counts = new ArrayList<>();
        List<Row<?>> states = new ArrayList<>();
        for (CampaignSummary summary : look.summaries()) {
            for (Wave wave : summary.waves()) {
                Tags tags = Tags.of("line", summary.line(), "wave", wave.name());
                counts(wave).forEach((state, count) -> counts.add(Row.of(tags.and("state", state), count)));
                for (State state : State.values()) {
                    int given = wave.verdict().state() == state ? 1 : 0;
                    states.add(Row.of(tags.and("verdict", state.id()), given));
                }
            }
        }
        vehicles.register(counts, true);
        verdicts.register(states, true);
    }

    private static Map<String, Long> counts(Wave wave) {
        return Map.of(
                "targeted", wave.targeted(),
                "offered", wave.offered(),
                "installed", wave.installed(),
                "verified", wave.verified(),
                "failed", wave.failed(),
                "unreachable", wave.unreachable());
    }
}
