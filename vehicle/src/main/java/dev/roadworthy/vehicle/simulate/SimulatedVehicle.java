package dev.roadworthy.vehicle.simulate;

import dev.roadworthy.vehicle.agent.Agent;
import dev.roadworthy.vehicle.agent.Patrol;
import dev.roadworthy.vehicle.ddi.Credential;
import dev.roadworthy.vehicle.ddi.Ddi;
import dev.roadworthy.vehicle.ddi.Endpoint;
import dev.roadworthy.vehicle.ddi.HttpDdi;
import dev.roadworthy.vehicle.inference.Drive;
import dev.roadworthy.vehicle.inference.Frames;
import dev.roadworthy.vehicle.state.Power;
import dev.roadworthy.vehicle.state.StateDirectory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One vehicle of a fleet: an agent as any other, on a directory of its own. */
final class SimulatedVehicle implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedVehicle.class);

    private final FleetPlan plan;
    private final Member member;
    private final Path directory;
    private final HttpClient http;
    private final RandomGenerator chance;
    private final StatusFile status;
    private long polls;
    private long failedPolls;

    SimulatedVehicle(
            FleetPlan plan, Member member, Path directory, HttpClient http, RandomGenerator chance, StatusFile status) {
        this.plan = plan;
        this.member = member;
        this.directory = directory;
        this.http = http;
        this.chance = chance;
        this.status = status;
        status.put(VehicleStatus.unborn(member.id(), plan.profile().latency()));
    }

    @Override
    public void run() {
        try {
            Thread.sleep(chance.nextLong(plan.pace().stagger().toMillis() + 1));
            drive();
            status.end(member.id(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status.end(member.id(), "stopped");
        } catch (IOException e) {
            LOG.error("the vehicle ends: {}", e.getMessage());
            status.end(member.id(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("the vehicle ends", e);
            status.end(member.id(), e.toString());
        }
    }

    private void drive() throws IOException, InterruptedException {
        StateDirectory state = StateDirectory.open(directory, Power.STEADY);
        try (var _ = state.lock();
                Drive drive = new Drive(plan.models(), Frames.generated(), plan.inferenceLimit())) {
            Ddi ddi = new HttpDdi(
                    http,
                    new Endpoint(plan.bridge(), plan.tenant(), member.id()),
                    new Credential(member.token()),
                    HttpDdi.STALL);
            Agent agent = new Agent(ddi, plan.profile(), state, drive, Clock.systemUTC(), state::freeBytes);
            new Patrol(agent, chance, fault -> goesOn(agent, fault)).run();
        }
    }

    private boolean goesOn(Agent agent, String fault) {
        polls++;
        failedPolls += fault.isEmpty() ? 0 : 1;
        status.put(VehicleStatus.of(member.id(), agent, plan.profile().latency(), polls, failedPolls, fault));
        return plan.pace().polls() == 0 || polls < plan.pace().polls();
    }
}
