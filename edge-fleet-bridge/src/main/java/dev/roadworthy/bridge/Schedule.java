package dev.roadworthy.bridge;

import dev.roadworthy.bridge.watch.CampaignWatch;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What happens without being asked. */
@Singleton
public final class Schedule {

    private final CampaignWatch watch;

    @Inject
    public Schedule(CampaignWatch watch) {
        this.watch = watch;
    }

    @Scheduled(every = "${roadworthy.bridge.watch-every:5s}", concurrentExecution = ConcurrentExecution.SKIP)
    void watch() {
        watch.enforce();
    }
}
