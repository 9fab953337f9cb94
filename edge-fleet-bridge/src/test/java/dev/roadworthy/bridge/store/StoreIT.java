package dev.roadworthy.bridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.roadworthy.bridge.health.VehicleRecord;
import dev.roadworthy.bridge.store.Actions.End;
import dev.roadworthy.bridge.store.Actions.Feedback;
import dev.roadworthy.bridge.store.Releases.Release;
import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.BundleVehicles;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.VehicleHistory;
import dev.roadworthy.testing.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class StoreIT {

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final String LINE = "sidewalk-detector";
    private static final Release OLD = release("old", 41);
    private static final Release NEW = release("new", 42);

    private Database database;

    @BeforeEach
    void aFreshDatabase() throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(POSTGRES.database());
        Flyway.configure().dataSource(source).load().migrate();
        database = new Database(source);
        perform(session -> {
            Releases.add(session, OLD);
            Releases.add(session, NEW);
            Vehicles.enrol(session, "v1", LINE, "scooter-g3", Digest.of(new byte[] {1}));
        });
    }

    @Test
    void aReleaseIsFoundAsItWasVerified() {
        assertThatObject(ask(session -> Releases.find(session, NEW.bundle()))).isEqualTo(Optional.of(NEW));
        assertThatObject(ask(session -> Releases.at(session, LINE, new Position(1, 41))))
                .isEqualTo(Optional.of(OLD));
        assertThatObject(ask(session -> Releases.at(session, "another", new Position(1, 41))))
                .isEqualTo(Optional.empty());
    }

    @Test
    void aBreachStaysWithItsReleaseWhateverElseIsWanted() {
        perform(session -> Campaigns.put(session, campaign(NEW, false), NOW));
        perform(session -> Campaigns.breach(session, NEW.bundle(), "too many failed"));
        perform(session -> Campaigns.breach(session, NEW.bundle(), "later"));
        perform(session -> Campaigns.put(session, campaign(NEW, true), NOW));

        assertThatObject(ask(session -> Campaigns.find(session, LINE)))
                .isEqualTo(Optional.of(new Campaigns.Stored(campaign(NEW, true), NOW, "too many failed")));
        assertThat(ask(session -> Campaigns.rollout(session, LINE))
                        .orElseThrow()
                        .breached())
                .isTrue();

        Release next = release("next", 43);
        perform(session -> Releases.add(session, next));
        perform(session -> Campaigns.put(session, campaign(next, true), NOW));

        assertThatObject(ask(session -> Campaigns.find(session, LINE)))
                .isEqualTo(Optional.of(new Campaigns.Stored(campaign(next, true), NOW, null)));
        assertThatObject(ask(session -> Campaigns.lines(session))).isEqualTo(List.of(LINE));
    }

    @Test
    void theHighestReleaseThatAVehicleEverRanIsKept() {
        perform(session -> Vehicles.report(session, "v1", NEW.bundle(), 30.0, NOW));
        perform(session -> Vehicles.report(session, "v1", OLD.bundle(), null, NOW.plusSeconds(1)));

        assertThat(reached("v1", LINE)).isEqualTo(new Position(1, 42));
        assertThatObject(ask(session -> Vehicles.latestReport(session, "v1")))
                .isEqualTo(Optional.of(new Vehicles.Report(OLD.bundle(), NOW.plusSeconds(1))));
    }

    @Test
    void whatAVehicleRanInAnotherLineSaysNothingOfThisOne() {
        perform(session -> Vehicles.report(session, "v1", NEW.bundle(), 30.0, NOW));

        assertThat(reached("v1", "another")).isEqualTo(Position.NONE);
        assertThat(reached("v1", LINE)).isEqualTo(new Position(1, 42));
    }

    @Test
    void whoHasRunABundleIsToldInPages() {
        for (String id : List.of("v2", "v3")) {
            perform(session -> Vehicles.enrol(session, id, LINE, "scooter-g3", Digest.of(new byte[] {2})));
        }
        perform(session -> Vehicles.report(session, "v3", NEW.bundle(), null, NOW));
        perform(session -> Vehicles.report(session, "v1", NEW.bundle(), 30.0, NOW));
        perform(session -> Vehicles.report(session, "v2", NEW.bundle(), 30.0, NOW));
        perform(session -> Vehicles.report(session, "v2", OLD.bundle(), 30.0, NOW.plusSeconds(1)));

        BundleVehicles first = ask(session -> Runs.of(session, NEW.bundle(), null, 2));
        BundleVehicles second = ask(session -> Runs.of(session, NEW.bundle(), first.next(), 2));

        assertThat(first.vehicles())
                .extracting(BundleVehicles.Vehicle::id, BundleVehicles.Vehicle::running)
                .containsExactly(tuple("v1", true), tuple("v2", false));
        assertThat(first.next()).isEqualTo("v2");
        assertThat(second.vehicles())
                .extracting(BundleVehicles.Vehicle::id, BundleVehicles.Vehicle::running)
                .containsExactly(tuple("v3", true));
        assertThat(second.next()).isNull();
        assertThat(ask(session -> Runs.of(session, "v2")).orElseThrow().runs())
                .extracting(VehicleHistory.Run::bundle, VehicleHistory.Run::running)
                .containsExactly(tuple(OLD.bundle(), true), tuple(NEW.bundle(), false));
        assertThatObject(ask(session -> Runs.of(session, "nobody"))).isEqualTo(Optional.empty());
    }

    @Test
    void noNumberOfAnActionIsAMultipleOfTen() {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            perform(session -> {
                long id = Actions.offer(session, "v1", NEW.bundle(), NOW);
                numbers.add(id);
                Actions.close(session, id, End.CANCELLED, NOW);
            });
        }

        assertThat(numbers).doesNotHaveDuplicates().isSorted().allMatch(id -> id > 0 && id % 10 != 0);
        assertThat(numbers.getLast()).isEqualTo(111);
    }

    @Test
    void aVehicleHasOneOpenActionAtMost() {
        perform(session -> Actions.offer(session, "v1", NEW.bundle(), NOW));

        assertThatThrownBy(() -> perform(session -> Actions.offer(session, "v1", OLD.bundle(), NOW)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("one_open_action");
    }

    @Test
    void whatFailsHalfwayHappenedNotAtAll() {
        assertThatThrownBy(() -> perform(session -> {
                    Vehicles.enrol(session, "v2", LINE, "scooter-g3", Digest.of(new byte[] {2}));
                    throw new SQLException("the cable");
                }))
                .isInstanceOf(StoreException.class);

        assertThatObject(ask(session -> Vehicles.tokenHash(session, "v2"))).isEqualTo(Optional.empty());
    }

    @Test
    void whoInstalledAndDoesNotComeBackHasFailed() {
        long id = ask(session -> Actions.offer(session, "v1", NEW.bundle(), NOW));
        perform(session -> Actions.installed(session, id, NOW));
        perform(session -> Actions.installed(session, id, NOW.plusSeconds(9)));

        assertThatObject(ask(session -> Actions.expire(session, NEW.bundle(), NOW, NOW)))
                .isEqualTo(0);
        assertThatObject(ask(session -> Actions.expire(session, NEW.bundle(), NOW.plusSeconds(1), NOW)))
                .isEqualTo(1);
        assertThat(ask(session -> Actions.find(session, "v1", id)).orElseThrow().end())
                .isEqualTo(End.FAILED);
        assertThatObject(ask(session -> Actions.tried(session, "v1", NEW.bundle())))
                .isEqualTo(true);
    }

    @Test
    void theSameFeedbackTwiceIsOne() {
        long id = ask(session -> Actions.offer(session, "v1", NEW.bundle(), NOW));
        Feedback feedback = new Feedback("closed", "failure", false, List.of("no space"));
        assertThatObject(ask(session -> Actions.said(session, id, feedback))).isEqualTo(false);

        perform(session -> Actions.add(session, id, feedback, NOW));
        perform(session -> Actions.add(session, id, feedback, NOW));

        assertThatObject(ask(session -> Actions.said(session, id, feedback))).isEqualTo(true);
    }

    @Test
    void aMemberIsVerifiedByAReportSinceTheOfferAlone() {
        perform(session -> Vehicles.report(session, "v1", NEW.bundle(), 20.0, NOW.minusSeconds(1)));
        perform(session -> Actions.offer(session, "v1", NEW.bundle(), NOW));
        assertThat(record()).isEqualTo(new VehicleRecord(NOW, false, false, false, null, null));

        perform(session -> Vehicles.report(session, "v1", OLD.bundle(), 10.0, NOW.plusSeconds(1)));
        assertThat(record()).isEqualTo(new VehicleRecord(NOW, false, false, false, OLD.bundle(), null));

        perform(session -> Vehicles.report(session, "v1", NEW.bundle(), 30.0, NOW.plusSeconds(2)));
        perform(session -> Vehicles.report(session, "v1", NEW.bundle(), null, NOW.plusSeconds(3)));
        assertThat(record()).isEqualTo(new VehicleRecord(NOW, false, false, true, NEW.bundle(), 30.0));

        perform(session -> Vehicles.report(session, "v1", OLD.bundle(), null, NOW.plusSeconds(4)));
        assertThat(record()).isEqualTo(new VehicleRecord(NOW, false, false, true, OLD.bundle(), 30.0));
    }

    @Test
    void aCancelledOfferIsNone() {
        long id = ask(session -> Actions.offer(session, "v1", NEW.bundle(), NOW));
        perform(session -> Actions.close(session, id, End.CANCELLED, NOW.plus(Duration.ofMinutes(1))));

        assertThatObject(ask(session -> Fleet.members(session, LINE, NEW.bundle())))
                .isEqualTo(List.of(new Fleet.Member("v1", null, null)));
        assertThatObject(ask(session -> Actions.tried(session, "v1", NEW.bundle())))
                .isEqualTo(false);
    }

    private VehicleRecord record() {
        return ask(session -> Fleet.members(session, LINE, NEW.bundle()))
                .getFirst()
                .record();
    }

    private <T> T ask(Database.Work<T> work) {
        return database.transaction(work);
    }

    private void perform(Change change) {
        database.transaction(session -> {
            change.with(session);
            return true;
        });
    }

    private Position reached(String vehicle, String line) {
        return ask(session -> Vehicles.reached(session, new Vehicles.Vehicle(vehicle, line, "scooter-g3")));
    }

    private interface Change {
        void with(Session session) throws SQLException;
    }

    private static Release release(String name, long counter) {
        Digest bundle = Digest.of(name.getBytes(StandardCharsets.UTF_8));
        return new Release(
                bundle,
                LINE,
                "1." + counter + ".0",
                new Position(1, counter),
                Set.of("scooter-g3", "scooter-g4"),
                NOW.plus(Duration.ofDays(30)),
                1234,
                "sha1",
                "md5");
    }

    private static Campaign campaign(Release release, boolean paused) {
        return new Campaign(
                Campaign.FORMAT,
                LINE,
                new Campaign.Release(
                        new ArtifactRef("s3://a", release.bundle(), 1234),
                        Digest.of(new byte[0]),
                        release.position().counter(),
                        release.version()),
                List.of(new Campaign.Wave("all", 100)),
                0,
                paused,
                false,
                new Campaign.Health(1, 60, 0, 40.0));
    }
}
