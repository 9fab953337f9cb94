package dev.roadworthy.cli.check.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a release means for those who approve it and for vehicles. */
final class Releases {

    private Releases() {}

    static List<String> details(
            Live live, Approvals approvals, @Nullable Declared before, Declared declared, Effect effect) {
        if (declared.name().target().kind() != Kind.EDGE_RELEASE
                || (effect.type() != Effect.Type.RELEASES && effect.type() != Effect.Type.ROLLS_OUT)) {
            return List.of();
        }
        List<String> details = new ArrayList<>();
        if (effect.type() == Effect.Type.RELEASES) {
            details.add(approval(approvals.verdict(declared), before != null));
        }
        details.add(waves(live, declared));
        return details;
    }

    private static String approval(Approvals.Verdict verdict, boolean wasThere) {
        return switch (verdict) {
            case Approvals.Verdict.Holds holds
            when wasThere -> "the same candidate under another name: its approval holds, and it is signed again";
            case Approvals.Verdict.Unknown unknown ->
                "its candidate has to be approved, unless it is the one that its manifest approves";
            case Approvals.Verdict.Holds holds -> "its candidate has to be approved";
            case Approvals.Verdict.None none -> "its candidate has to be approved";
            case Approvals.Verdict.Other other -> "its candidate has to be approved";
        };
    }

    private static String waves(Live live, Declared declared) {
        JsonNode waves = declared.spec().path("rollout").path("waves");
        if (waves.isEmpty()) {
            return "no vehicle: it ends as a bundle in the store";
        }
        String line = declared.spec().path("line").asText();
        OptionalLong fleet = fleet(live, declared, line);
        return "vehicles of line %s%s: %s"
                .formatted(
                        line,
                        fleet.isPresent() ? " (%d)".formatted(fleet.getAsLong()) : "",
                        StreamSupport.stream(waves.spliterator(), false)
                                .map(wave -> wave(wave, fleet))
                                .collect(Collectors.joining(", ")));
    }

    private static String wave(JsonNode wave, OptionalLong fleet) {
        int percent = wave.path("percent").asInt();
        String share = "%s %d %%".formatted(wave.path("name").asText(), percent);
        return fleet.isPresent()
                ? "%s (about %d)".formatted(share, Math.round(fleet.getAsLong() * percent / 100.0))
                : share;
    }

    /** Vehicles of a line, as the last release that reached all of them counted. */
    private static OptionalLong fleet(Live live, Declared declared, String line) {
        return live.objects().entrySet().stream()
                .filter(object -> object.getKey().target().kind() == Kind.EDGE_RELEASE
                        && object.getKey().namespace().equals(declared.name().namespace())
                        && object.getValue().path("spec").path("line").asText().equals(line))
                .flatMap(object -> live.status(object.getKey(), EdgeReleaseStatus.class).stream()
                        .map(EdgeReleaseStatus::rollout)
                        .filter(rollout -> rollout != null)
                        .flatMap(rollout -> rollout.waves().stream())
                        .filter(count -> isAll(object.getValue(), count.name())))
                .mapToLong(EdgeReleaseStatus.WaveCount::targeted)
                .max();
    }

    private static boolean isAll(JsonNode release, String wave) {
        return StreamSupport.stream(
                        release.path("spec").path("rollout").path("waves").spliterator(), false)
                .anyMatch(one -> one.path("name").asText().equals(wave)
                        && one.path("percent").asInt() == 100);
    }
}
