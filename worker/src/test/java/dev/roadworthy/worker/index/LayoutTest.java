package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.worker.index.Layout.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

    private final Layout rideLog = new Layout.RideLog();
    private final Layout frames = Layout.LabelledFrames.of(null);

    @Test
    void knowsARideLog() {
        assertThat(rideLog.classify("lisbon-1/camera/1760000000000000000.jpg"))
                .isEqualTo(new Entry.Frame("lisbon-1/1760000000000000000", "lisbon-1", 1_760_000_000_000_000_000L));
        assertThat(rideLog.classify("lisbon-1/labels/1760000000000000000.png"))
                .isEqualTo(new Entry.Label("lisbon-1/1760000000000000000"));
        assertThat(rideLog.classify("lisbon-1/gps.csv")).isEqualTo(new Entry.Companion("lisbon-1", "gps.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/camera/front.jpg", "a/camera/-1.jpg", "a/camera/99999999999999999999.jpg"})
    void doesNotLoseAFrameThatIsMisnamed(String path) {
        assertThat(rideLog.classify(path)).isInstanceOf(Entry.Misnamed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "a/camera/.DS_Store", "a/b/camera/1.jpg", "a/notes.txt", "camera/1.jpg"})
    void leavesTheRest(String path) {
        assertThat(rideLog.classify(path)).isEqualTo(new Entry.Other());
    }

    @Test
    void knowsLabelledFrames() {
        assertThat(frames.classify("frames/0001TP_006690.jpg"))
                .isEqualTo(new Entry.Frame("0001TP_006690", "0001TP", null));
        assertThat(frames.classify("frames/paris/a.b/7.PNG")).isEqualTo(new Entry.Frame("paris/a.b/7", "paris", null));
        assertThat(frames.classify("labels/paris/a.b/7.png")).isEqualTo(new Entry.Label("paris/a.b/7"));
        assertThat(frames.classify("attributes.csv")).isEqualTo(new Entry.Companion("", "attributes.csv"));
        assertThat(frames.classify("frames/readme.txt")).isEqualTo(new Entry.Other());
    }

    @Test
    void findsTheRideByTheRequestsPattern() {
        Layout layout = Layout.LabelledFrames.of("drive[0-9]+");

        assertThat(layout.classify("frames/x/drive12/7.jpg"))
                .isEqualTo(new Entry.Frame("x/drive12/7", "drive12", null));
        assertThat(layout.classify("frames/x/7.jpg")).isInstanceOf(Entry.Misnamed.class);
    }
}
