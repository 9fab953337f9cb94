package dev.roadworthy.vehicle.ddi;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a vehicle and the bridge say to each other.
 *
 * <p>An {@link IOException} of any call means that nothing is known: not reached, not allowed in, or not understood. The
 * vehicle asks again later.
 */
public interface Ddi {

    /** Asks what there is to do. */
    Poll poll() throws IOException;

    /**
     * Fetches a deployment.
     *
     * @param href the link of the poll
     * @return empty where the bridge does not know it any more
     */
    Optional<Deployment> deployment(URI href) throws IOException;

    /**
     * Fetches a cancellation.
     *
     * @param href the link of the poll
     * @return empty where the bridge does not know it any more
     */
    Optional<Cancellation> cancellation(URI href) throws IOException;

    /** Tells how an action goes. Returns where the bridge took it, or says that it needs none: closed, or unknown. */
    void feedback(String action, Feedback feedback) throws IOException;

    /** Tells that a cancellation was heard. Returns as {@link #feedback} does. */
    void cancelFeedback(String cancellation, Feedback feedback) throws IOException;

    /** Replaces what the bridge knows of the vehicle: what it is, what it runs and how fast. */
    void configData(Map<String, String> attributes) throws IOException;

    /**
     * Opens an archive.
     *
     * @param from the first byte that is wanted
     * @param entityTag what the archive had when the bytes before came, or null
     */
    Download download(URI source, long from, @Nullable String entityTag) throws IOException;
}
