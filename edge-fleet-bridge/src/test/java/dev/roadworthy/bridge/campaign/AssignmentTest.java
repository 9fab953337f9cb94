package dev.roadworthy.bridge.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.bridge.campaign.VehicleFacts.OpenAction;
import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Digest NEW = digest("new");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // the case                          | campaign     | reached | hardware   | tried | told
                "a vehicle with an older release     |              | 41      | scooter-g3 | false | Offer",
                "a vehicle that never reported       |              | 0       | scooter-g3 | false | Offer",
                "a vehicle that runs it              |              | 42      | scooter-g3 | false | Nothing",
                "a vehicle that is further           |              | 43      | scooter-g3 | false | Nothing",
                "a vehicle of other hardware         |              | 41      | scooter-g2 | false | Nothing",
                "a vehicle that failed it            |              | 41      | scooter-g3 | true  | Nothing",
                "a paused campaign                   | paused       | 41      | scooter-g3 | false | Nothing",
                "an aborted campaign                 | aborted      | 41      | scooter-g3 | false | Nothing",
                "a breached campaign                 | breached     | 41      | scooter-g3 | false | Nothing",
                "an expired release                  | expired      | 41      | scooter-g3 | false | Nothing"
            })
    void anIdleVehicleIsOfferedWhatItMayTake(
            String situation, String campaign, long reached, String hardware, boolean tried, String told) {
        VehicleFacts vehicle = new VehicleFacts("v", hardware, new Position(1, reached), tried, null, null);

        Assignment assignment = Assignment.of(rollout(String.valueOf(campaign), 100), vehicle, NOW);

        assertThat(assignment.getClass().getSimpleName()).isEqualTo(told);
        if (assignment instanceof Assignment.Offer offer) {
            assertThat(offer.bundle()).isEqualTo(NEW);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // the case                          | campaign     | offered | installed | cancelling | told
                "an open offer goes on               |              | new     | false     | false      | Offer",
                "also while the campaign is paused   | paused       | new     | false     | false      | Offer",
                "another release supersedes it       |              | old     | false     | false      | Cancel",
                "also when that is paused            | paused       | old     | false     | false      | Cancel",
                "an abort cancels it                 | aborted      | new     | false     | false      | Cancel",
                "a breach cancels it                 | breached     | new     | false     | false      | Cancel",
                "a breach cancels what is unproven   | breached     | new     | true      | false      | Cancel",
                "an expiry cancels it                | expired      | new     | false     | false      | Cancel",
                "an expiry does not undo it          | expired      | new     | true      | false      | Offer",
                "a cancel is told until it is heard  |              | new     | false     | true       | Cancel"
            })
    void aBusyVehicleGoesOnOrIsStopped(
            String situation, String campaign, String offered, boolean installed, boolean cancelling, String told) {
        OpenAction open = new OpenAction(8, digest(offered), installed, cancelling);
        VehicleFacts vehicle = new VehicleFacts("v", "scooter-g3", new Position(1, 41), false, open, null);

        Assignment assignment = Assignment.of(rollout(String.valueOf(campaign), 100), vehicle, NOW);

        assertThat(assignment)
                .isEqualTo(told.equals("Cancel") ? new Assignment.Cancel(8) : new Assignment.Offer(digest(offered)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // the case                          | campaign     | told
                "a release that goes on stays        |              | Nothing",
                "also while it is paused             | paused       | Nothing",
                "also when nobody may install it     | expired      | Nothing",
                "from a breached one vehicles return | breached     | Cancel",
                "from an aborted one they return     | aborted      | Cancel"
            })
    void aVehicleThatRunsWhatIsStoppedGoesBack(String situation, String campaign, String told) {
        VehicleFacts vehicle = new VehicleFacts("v", "scooter-g3", new Position(1, 42), true, null, 8L);

        Assignment assignment = Assignment.of(rollout(String.valueOf(campaign), 100), vehicle, NOW);

        assertThat(assignment).isEqualTo(told.equals("Cancel") ? new Assignment.Cancel(8) : new Assignment.Nothing());
    }

    @Property
    void nothingIsOfferedOutsideTheActiveWave(
            @ForAll @IntRange(max = 5000) int i, @ForAll @IntRange(min = 1, max = 100) int percent) {
        String id = "scooter-" + i;
        VehicleFacts vehicle = new VehicleFacts(id, "scooter-g3", Position.NONE, false, null, null);

        boolean offered = Assignment.of(rollout("", percent), vehicle, NOW) instanceof Assignment.Offer;

        assertThat(offered).isEqualTo(Membership.contains("sidewalk-detector", id, percent));
    }

    @Property
    void noVehicleIsEverOfferedAPositionThatIsNotHigher(
            @ForAll @IntRange(max = 3) int epoch, @ForAll @IntRange(max = 100) int counter) {
        Position reached = new Position(epoch, counter);
        VehicleFacts vehicle = new VehicleFacts("v", "scooter-g3", reached, false, null, null);

        Assignment assignment = Assignment.of(rollout("", 100), vehicle, NOW);

        assertThat(assignment instanceof Assignment.Offer).isEqualTo(reached.compareTo(new Position(1, 42)) < 0);
    }

    private static Rollout rollout(String state, int percent) {
        Campaign campaign = new Campaign(
                Campaign.FORMAT,
                "sidewalk-detector",
                new Campaign.Release(new ArtifactRef("s3://a", NEW, 7), digest("payload"), 42, "1.4.0"),
                List.of(new Campaign.Wave("some", percent), new Campaign.Wave("all", 100)),
                0,
                state.equals("paused"),
                state.equals("aborted"),
                new Campaign.Health(20, 7200, 2, null));
        Instant end = state.equals("expired") ? NOW : NOW.plusSeconds(1);
        return new Rollout(
                campaign, new Position(1, 42), Set.of("scooter-g3", "scooter-g4"), end, state.equals("breached"));
    }

    private static Digest digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8));
    }
}
