package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class SyncLogTest {

    private final SyncLog log = new SyncLog();

    @Test
    void whatACommitChangedIsOutOfSyncUntilItHasArrived() {
        log.changed("first", "Dataset/a");
        see("first", "OutOfSync");
        see("first", "Synced");

        assertThat(log.unexplained()).isEmpty();
        assertThat(log.size()).isEqualTo(2);
    }

    @Test
    void whatWasInSyncMayNotLeaveItBySomethingElse() {
        log.changed("first", "Dataset/a");
        see("first", "Synced");
        see("first", "OutOfSync");

        assertThat(log.unexplained()).containsExactly(new SyncLog.Seen("first", "Dataset/a", "OutOfSync"));
    }

    @Test
    void aCommitThatLeftAnObjectAloneExplainsNothing() {
        log.changed("first", "Dataset/a");
        log.changed("second", "Dataset/b");
        see("first", "Synced");
        see("second", "OutOfSync");

        assertThat(log.unexplained()).hasSize(1);
    }

    @Test
    void whatAPersonEditedIsExplained() {
        log.changed("first", "Dataset/a");
        see("first", "Synced");
        log.edited("Dataset/a");
        see("first", "OutOfSync");

        assertThat(log.unexplained()).isEmpty();
    }

    @Test
    void aLogThatEndedTooEarlyProvesNothing() {
        log.lost();

        assertThat(log.unexplained()).hasSize(1);
    }

    private void see(String revision, String status) {
        log.observe(Serialization.unmarshal("""
                {"status": {"sync": {"revision": "%s"}, "resources": [{"kind": "Dataset", "name": "a", "status": "%s"}]}}
                """.formatted(revision, status), JsonNode.class));
    }
}
