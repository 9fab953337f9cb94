package dev.roadworthy.bridge.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.bridge.fixture.Bridge;
import dev.roadworthy.bridge.fixture.Rider;
import dev.roadworthy.bridge.fixture.SignedBundle;
import dev.roadworthy.bridge.fixture.Wanted;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.CampaignSummary.State;
import dev.roadworthy.contract.CampaignSummary.Wave;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a release comes to the fleet, and how it is stopped. */
class RolloutIT {

    @RegisterExtension
    static final Bridge BRIDGE = new Bridge();

    private static final Campaign.Wave SOME = new Campaign.Wave("some", 40);
    private static final Campaign.Wave ALL = new Campaign.Wave("all", 100);

    private final String line = BRIDGE.name("line");
    private final SignedBundle bundle = SignedBundle.of(Bridge.KEY, line, 5, "weights of " + line, null);

    @Test
    void aWaveReachesItsVehiclesAndTheNextComesWhenTheOperatorSaysSo() {
        List<Rider> riders = riders(20);
        List<Rider> members = riders.stream()
                .filter(rider -> Membership.contains(line, rider.id(), SOME.percent()))
                .toList();
        assertThat(members).hasSizeBetween(1, 19);
        BRIDGE.store(bundle);
        Campaign first = Wanted.inWaves(Wanted.everywhere(bundle), 0, SOME, ALL);
        Wanted.accepted(BRIDGE, first);

        assertThat(offered(riders)).isEqualTo(members);
        members.forEach(Rider::installs);
        assertThat(wave(0).installed()).isEqualTo(members.size());
        assertThat(wave(0).verified()).isZero();
        assertThat(wave(0).verdict().state()).isEqualTo(State.INCONCLUSIVE);

        members.forEach(rider -> rider.runs(bundle.digest(), 20));
        assertThat(wave(0).verified()).isEqualTo(members.size());
        assertThat(wave(0).verdict().state()).isEqualTo(State.HEALTHY);
        assertThat(offered(riders)).isEmpty();

        Wanted.accepted(BRIDGE, Wanted.inWaves(Wanted.everywhere(bundle), 1, SOME, ALL));
        assertThat(wave(1).verdict().state())
                .as("those of the wave before are not enough")
                .isEqualTo(State.INCONCLUSIVE);
        assertThat(offered(riders)).hasSize(20 - members.size()).doesNotContainAnyElementsOf(members);
    }

    @Test
    void successThatNoDigestProvesHoldsTheWaveAndThenBreaksIt() {
        Rider rider = BRIDGE.enrol(line);
        Campaign campaign = Wanted.begin(BRIDGE, bundle);
        rider.installs();

        assertThat(wave(0).installed()).isEqualTo(1);
        assertThat(wave(0).verified()).isZero();
        assertThat(wave(0).verdict().state()).isEqualTo(State.INCONCLUSIVE);

        Wanted.accepted(BRIDGE, Wanted.judgedBy(campaign, new Campaign.Health(1, 1, 0, null)));
        await().atMost(Duration.ofSeconds(20)).until(() -> wave(0).failed() == 1);
        assertThat(wave(0).verdict().state()).isEqualTo(State.BREACHED);
    }

    @Test
    void aBreachStopsEverythingWhileNobodyAsks() {
        List<Rider> riders = riders(4);
        Wanted.begin(BRIDGE, bundle);
        Rider broken = riders.get(0);
        Rider busy = riders.get(1);
        String open = busy.link("deploymentBase");
        assertThat(broken.feedback(broken.link("deploymentBase"), "closed", "failure"))
                .isEqualTo(200);

        String cancel = busy.await("cancelAction", true);

        assertThat(cancel).endsWith(open.substring(open.lastIndexOf('/')));
        assertThat(offered(riders)).isEmpty();
        CampaignSummary summary = Wanted.summary(BRIDGE, line);
        assertThat(summary.waves().getFirst().verdict())
                .isEqualTo(
                        new CampaignSummary.Verdict(State.BREACHED, "1 of 2 reached vehicles failed; at most 0 % may"));
    }

    @Test
    void aBreachStaysWhateverIsAllowedLater() {
        List<Rider> riders = riders(2);
        Campaign campaign = Wanted.begin(BRIDGE, bundle);
        riders.get(0).feedback(riders.get(0).link("deploymentBase"), "closed", "failure");
        await().atMost(Duration.ofSeconds(20)).until(() -> wave(0).verdict().state() == State.BREACHED);

        Wanted.accepted(BRIDGE, Wanted.judgedBy(campaign, new Campaign.Health(1, 3600, 100, null)));

        assertThat(wave(0).verdict().state()).isEqualTo(State.BREACHED);
        assertThat(offered(riders)).isEmpty();
        Wanted.begin(BRIDGE, SignedBundle.of(Bridge.KEY, line, 6, "better weights", null));
        assertThat(offered(riders)).hasSize(2);
    }

    @Test
    void aSlowReleaseIsABreach() {
        Rider rider = BRIDGE.enrol(line);
        Wanted.begin(BRIDGE, bundle);
        rider.installs();
        rider.runs(bundle.digest(), 40.5);

        assertThat(wave(0).verdict().state()).isEqualTo(State.BREACHED);
        assertThat(wave(0).verdict().cause()).contains("latencyMsP95 is 40.5");
    }

    @Test
    void whoRunsWhatIsStoppedIsToldToGoBackUntilItReportsThatItDid() {
        SignedBundle older = SignedBundle.of(Bridge.KEY, line, 4, "older", null);
        List<Rider> riders = riders(2);
        Rider slow = riders.getFirst();
        Wanted.begin(BRIDGE, bundle);
        String action = slow.link("deploymentBase");
        slow.installs();
        slow.runs(bundle.digest(), 90);
        await().atMost(Duration.ofSeconds(20)).until(() -> wave(0).verdict().state() == State.BREACHED);

        String cancel = slow.await("cancelAction", true);
        assertThat(cancel).endsWith(action.substring(action.lastIndexOf('/')));
        assertThat(Bridge.json(slow.get(cancel))
                        .path("cancelAction")
                        .path("stopId")
                        .asText())
                .isEqualTo(action.substring(action.lastIndexOf('/') + 1));
        assertThat(slow.feedback(cancel, "closed", "success")).isEqualTo(200);
        assertThat(slow.link("configData")).as("it is asked what it runs").isNotEmpty();
        assertThat(slow.link("cancelAction")).as("a word is no proof").isNotEmpty();

        slow.runs(older.digest(), 20);
        assertThat(slow.link("cancelAction")).isEmpty();
        assertThat(wave(0).verified()).isZero();
        assertThat(offered(riders)).isEmpty();
    }

    @Test
    void aVehicleThatGoesBackByItselfHasFailed() {
        Rider rider = BRIDGE.enrol(line);
        Wanted.begin(BRIDGE, bundle);
        rider.installs();
        rider.runs(bundle.digest(), 20);
        assertThat(wave(0).verified()).isEqualTo(1);

        rider.runs(SignedBundle.of(Bridge.KEY, line, 4, "older", null).digest(), 20);

        assertThat(wave(0).verified()).isZero();
        assertThat(wave(0).failed()).isEqualTo(1);
    }

    @Test
    void anAbortCancelsWhatIsOpenAndAPauseDoesNot() {
        List<Rider> riders = riders(2);
        Rider rider = riders.getFirst();
        Campaign campaign = Wanted.begin(BRIDGE, bundle);
        String action = rider.link("deploymentBase");

        Wanted.accepted(BRIDGE, Wanted.paused(campaign));
        assertThat(offered(riders)).containsExactly(rider);

        Wanted.accepted(BRIDGE, Wanted.aborted(campaign));
        assertThat(rider.poll().path("_links").has("deploymentBase")).isFalse();
        String cancel = rider.link("cancelAction");
        String id = action.substring(action.lastIndexOf('/') + 1);
        assertThat(Bridge.json(rider.get(cancel)).path("cancelAction").path("stopId"))
                .hasToString('"' + id + '"');
        assertThat(rider.feedback(cancel, "closed", "success")).isEqualTo(200);
        assertThat(rider.link("cancelAction")).isEmpty();
        assertThat(offered(riders)).isEmpty();
    }

    @Test
    void anotherReleaseSupersedesAnOpenOne() {
        Rider rider = BRIDGE.enrol(line);
        Wanted.begin(BRIDGE, bundle);
        String old = rider.link("deploymentBase");
        SignedBundle next = SignedBundle.of(Bridge.KEY, line, 6, "better weights", null);
        Wanted.begin(BRIDGE, next);

        assertThat(rider.feedback(rider.link("cancelAction"), "canceled", "none"))
                .isEqualTo(200);
        String action = rider.link("deploymentBase");

        assertThat(action).isNotEmpty().isNotEqualTo(old);
        assertThat(Bridge.text(rider.get(action))).contains(next.digest().hex());
    }

    @Test
    void aVehicleThatComesFromALineThatIsFurtherOnIsServedLikeAnyOther() {
        Rider rider = BRIDGE.enrol(line);
        Wanted.begin(BRIDGE, bundle);
        rider.installs();
        rider.runs(bundle.digest(), 20);
        String joined = BRIDGE.name("line");
        SignedBundle first = SignedBundle.of(Bridge.KEY, joined, 1, "weights of " + joined, null);
        Wanted.begin(BRIDGE, first);

        Rider moved = BRIDGE.enrol(joined, rider.id(), SignedBundle.HARDWARE);
        moved.installs();
        moved.runs(first.digest(), 20);

        Wave wave = Wanted.summary(BRIDGE, joined).waves().getFirst();
        assertThat(wave.verified()).isEqualTo(1);
        assertThat(wave.verdict().state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void aVehicleWithANewDiskIsOfferedWhatItRanBefore() {
        Rider rider = BRIDGE.enrol(line);
        Wanted.begin(BRIDGE, bundle);
        rider.installs();
        rider.runs(bundle.digest(), 20);
        rider.declare("{\"mode\": \"remove\", \"data\": {\"counter\": \"0.0\"}}");
        assertThat(rider.link("deploymentBase")).isEmpty();

        rider.reportsAnUnusedDisk();

        assertThat(wave(0).verified()).isZero();
        rider.installs();
        rider.runs(bundle.digest(), 20);
        assertThat(wave(0).verified()).isEqualTo(1);
        assertThat(rider.link("deploymentBase")).isEmpty();
    }

    @Test
    void aVehicleWhoseFirstReleaseFailedIsNotOfferedItAgain() {
        Rider rider = BRIDGE.enrol(line);
        Campaign campaign = Wanted.begin(BRIDGE, bundle);
        Wanted.accepted(BRIDGE, Wanted.judgedBy(campaign, new Campaign.Health(1, 3600, 100, null)));
        rider.feedback(rider.link("deploymentBase"), "closed", "failure");

        rider.reportsAnUnusedDisk();

        assertThat(rider.link("deploymentBase")).isEmpty();
        assertThat(wave(0).failed()).isEqualTo(1);
    }

    @Test
    void howItStandsIsToBeSeenInTheMetrics() {
        Rider rider = BRIDGE.enrol(line);
        Wanted.begin(BRIDGE, bundle);
        rider.link("deploymentBase");

        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> BRIDGE.metric(
                                "roadworthy_bridge_wave_vehicles{line=\"%s\",state=\"offered\",wave=\"all\"}"
                                        .formatted(line)),
                        value -> value == 1);
        assertThat(BRIDGE.metric("roadworthy_bridge_wave_verdict{line=\"%s\",verdict=\"Inconclusive\",wave=\"all\"}"
                        .formatted(line)))
                .isEqualTo(1);
        assertThat(BRIDGE.metric("roadworthy_bridge_watch_last_complete_seconds"))
                .isPositive();
    }

    private List<Rider> riders(int count) {
        return IntStream.range(0, count).mapToObj(i -> BRIDGE.enrol(line)).toList();
    }

    /** Those who have something to take, now that everyone asked. */
    private static List<Rider> offered(List<Rider> riders) {
        return riders.stream()
                .filter(rider -> !rider.link("deploymentBase").isEmpty())
                .toList();
    }

    private Wave wave(int index) {
        return Wanted.summary(BRIDGE, line).waves().get(index);
    }
}
