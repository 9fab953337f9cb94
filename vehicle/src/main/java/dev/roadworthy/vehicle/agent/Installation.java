package dev.roadworthy.vehicle.agent;

import dev.roadworthy.bundle.Limits;
import dev.roadworthy.bundle.Refusal;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.Verdict;
import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.bundle.release.Release;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.bundle.verify.BundleVerifier;
import dev.roadworthy.bundle.verify.Eligibility;
import dev.roadworthy.bundle.verify.Expectation;
import dev.roadworthy.bundle.verify.StagedBundle;
import dev.roadworthy.bundle.verify.Vehicle;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.vehicle.ddi.ArchiveStream;
import dev.roadworthy.vehicle.ddi.ArchiveStream.Progress;
import dev.roadworthy.vehicle.ddi.Ddi;
import dev.roadworthy.vehicle.inference.Drive;
import dev.roadworthy.vehicle.inference.ModelFaultException;
import dev.roadworthy.vehicle.state.Assignment;
import dev.roadworthy.vehicle.state.FreeSpace;
import dev.roadworthy.vehicle.state.Installed;
import dev.roadworthy.vehicle.state.StateDirectory;
import dev.roadworthy.vehicle.state.VehicleState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** From an assignment to a release that lies on the disk and may be switched to. Never touches what runs. */
final class Installation {

    private final StateDirectory directory;
    private final Logbook logbook;
    private final Profile profile;
    private final Drive drive;
    private final FreeSpace space;
    private final BundleVerifier verifier;

    Installation(StateDirectory directory, Logbook logbook, Profile profile, Drive drive, FreeSpace space) {
        this.directory = directory;
        this.logbook = logbook;
        this.profile = profile;
        this.drive = drive;
        this.space = space;
        this.verifier = new BundleVerifier(profile.trust(), Limits.DEFAULT);
    }

    /**
     * Fetches, verifies, stages, syncs and tries out.
     *
     * @throws IOException where another try may succeed; what was fetched is kept for it
     */
    Installed fetch(Ddi ddi, Assignment assignment, Progress progress) throws IOException, InstallationFailedException {
        Verified first = verify(ddi, assignment, progress);
        // A piece that was on the disk may not be what the network gave: it was never synced. Only what came in one go
        // says something about the bundle.
        Verified verified = first.replayed() > 0 && first.verdict() instanceof Verdict.Refused<StagedBundle>
                ? verifyAnew(ddi, assignment, progress)
                : first;
        return switch (verified.verdict()) {
            case Verdict.Refused<StagedBundle> refused -> throw InstallationFailedException.of(refused.refusal());
            case Verdict.Accepted<StagedBundle> accepted -> keep(accepted.value());
        };
    }

    private record Verified(Verdict<StagedBundle> verdict, long replayed) {}

    private Verified verifyAnew(Ddi ddi, Assignment assignment, Progress progress)
            throws IOException, InstallationFailedException {
        directory.discard(assignment.bundle());
        return verify(ddi, assignment, progress);
    }

    private Verified verify(Ddi ddi, Assignment assignment, Progress progress)
            throws IOException, InstallationFailedException {
        Expectation expectation = new Expectation(null, assignment.bundle());
        try (ArchiveStream archive = ArchiveStream.open(ddi, directory, assignment, progress)) {
            // The archive that is being kept takes its space, too.
            long free = Math.max(space.bytes() - Math.max(assignment.bytes() - archive.replayed(), 0), 0);
            Verdict<SignedRelease> admitted = verifier.admit(archive, expectation, vehicle(free), logbook.now());
            return switch (admitted) {
                case Verdict.Refused<SignedRelease> refused ->
                    new Verified(new Verdict.Refused<>(refused.refusal()), archive.replayed());
                case Verdict.Accepted<SignedRelease> accepted -> {
                    raiseFloor(accepted.value().release());
                    yield new Verified(
                            verifier.stage(
                                    accepted.value(), archive, expectation, directory.staged(assignment.bundle())),
                            archive.replayed());
                }
            };
        } catch (ArchiveStream.UnavailableException e) {
            if (e.isForGood()) {
                throw InstallationFailedException.of(FaultCode.DOWNLOAD_UNAVAILABLE, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    // A revocation holds from the moment in which it is known to be genuine, whatever becomes of the rest.
    private void raiseFloor(Release release) throws IOException {
        VehicleState state = logbook.state();
        VehicleState raised = state.raisingFloor(release.floorPosition());
        if (!raised.equals(state)) {
            logbook.write(raised);
        }
    }

    private Installed keep(StagedBundle staged) throws IOException, InstallationFailedException {
        directory.sync(staged.directory());
        tryOut(staged.directory());
        Release release = staged.release().release();
        directory.keep(staged.directory(), staged.digest());
        return new Installed(staged.digest(), release.line(), release.version(), release.position(), logbook.now());
    }

    private void tryOut(Path release) throws IOException, InstallationFailedException {
        try {
            drive.tryOut(release);
        } catch (ModelFaultException e) {
            throw InstallationFailedException.of(e);
        }
    }

    /**
     * The vehicle's own previous release: what ran here before, lies on the disk, is older than what runs, and is not
     * revoked. The only release to which a vehicle goes back without a new one; everything else has to come under a higher
     * counter.
     */
    Optional<Installed> previous() {
        VehicleState state = logbook.state();
        Installed running = state.committed();
        Installed kept = state.fallback();
        if (running == null
                || kept == null
                || kept.position().compareTo(running.position()) >= 0
                || kept.position().compareTo(state.floor()) < 0) {
            return Optional.empty();
        }
        return Optional.of(kept);
    }

    /** The release to which an assignment returns, if it is one that needs no download. */
    Optional<Installed> returnTo(Digest bundle) {
        return previous().filter(kept -> kept.digest().equals(bundle));
    }

    /** Proves a kept release, byte for byte as it lies on the disk, and tries it out again. */
    void prove(Installed kept) throws IOException, InstallationFailedException {
        Path release = directory.release(kept.digest());
        try {
            Releases.prove(release, kept.digest(), profile.trust());
        } catch (RefusedException e) {
            throw InstallationFailedException.of(e.refusal());
        }
        tryOut(release);
    }

    /**
     * Judges a staged release once more, right before the switch: a maintenance window may have let it wait for days.
     *
     * @throws InstallationFailedException where it may not be installed any more
     */
    void judgeAgain(Installed candidate) throws IOException, InstallationFailedException {
        VehicleState state = logbook.state();
        Installed kept = state.fallback();
        if (kept != null && kept.digest().equals(candidate.digest())) {
            if (returnTo(candidate.digest()).isEmpty()) {
                throw InstallationFailedException.of(RefusalCode.BELOW_FLOOR
                        .at("counter", "it was revoked while it waited")
                        .refusal());
            }
            return;
        }
        try {
            SignedRelease release = Releases.statement(directory.release(candidate.digest()), profile.trust());
            Optional<Refusal> refusal =
                    Eligibility.refusal(release.statement(), vehicle(Long.MAX_VALUE), logbook.now());
            if (refusal.isPresent()) {
                throw InstallationFailedException.of(refusal.get());
            }
        } catch (RefusedException e) {
            throw InstallationFailedException.of(e.refusal());
        }
    }

    private Vehicle vehicle(long free) {
        Position installed = logbook.state().highest();
        return new Vehicle(
                profile.line(),
                profile.hardware(),
                profile.onnxRuntime(),
                free,
                installed,
                logbook.state().floor());
    }
}
