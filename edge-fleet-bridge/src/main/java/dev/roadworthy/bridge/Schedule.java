package dev.roadworthy.bridge;

import dev.roadworthy.bridge.watch.CampaignMeters;
import dev.roadworthy.bridge.watch.CampaignWatch;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What happens without being asked. */
@Singleton
public final class Schedule {

    private final CampaignWatch watch;
    private final CampaignMeters meters;

    @Inject
    public Schedule(CampaignWatch watch, CampaignMeters meters) {
        this.watch = watch;
        this.meters = meters;
    }

    @Scheduled(every = "${roadworthy.bridge.watch-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void watch() {
        meters.show(watch.enforce());
    }
}
