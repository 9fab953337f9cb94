package dev.roadworthy.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.git.host.PullRequests.Text;
import org.junit.jupiter.api.Test;

class MarkerTest {

    private static final Digest INTENT = Digest.of(new byte[] {1});
    private static final Text TEXT = new Text("Release 1.2.0", "It *passed*.\n\n- so\n- and so");

    private final Text marked = Marker.mark(INTENT, TEXT);

    @Test
    void aMarkedTextReadsAsBefore() {
        assertThat(marked.title()).isEqualTo(TEXT.title());
        assertThat(marked.body()).startsWith(TEXT.body() + "\n\n<!-- ").endsWith(" -->");
    }

    @Test
    void itsMarkerTellsWhatItIsFor() {
        assertThat(Marker.in(marked))
                .hasValueSatisfying(marker -> assertThat(marker.intent()).isEqualTo(INTENT));
        assertThat(isUntouched(marked)).isTrue();
        assertThat(Marker.in(TEXT)).isEmpty();
    }

    @Test
    void aHostMayChangeTheEndsOfLinesAndOfTheText() {
        assertThat(isUntouched(new Text(marked.title() + " ", marked.body().replace("\n", "\r\n") + "\r\n")))
                .isTrue();
    }

    @Test
    void anotherTitleOrBodyIsAPersons() {
        assertThat(isUntouched(new Text("Please look", marked.body()))).isFalse();
        assertThat(isUntouched(new Text(marked.title(), "Urgent! " + marked.body())))
                .isFalse();
        assertThat(isUntouched(new Text(marked.title(), marked.body() + "\n\nUrgent!")))
                .isFalse();
    }

    @Test
    void whatATextQuotesIsNotItsMarker() {
        Digest other = Digest.of(new byte[] {2});
        Text quoting = Marker.mark(other, new Text("T", "As in\n\n" + marked.body()));

        assertThat(Marker.in(quoting))
                .hasValueSatisfying(marker -> assertThat(marker.intent()).isEqualTo(other));
        assertThat(isUntouched(quoting)).isTrue();
    }

    private static boolean isUntouched(Text text) {
        return Marker.in(text).orElseThrow().isUntouched(text);
    }
}
