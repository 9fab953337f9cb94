package dev.roadworthy.vehicle.ddi;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What came of asking for an archive. */
public sealed interface Download {

    /**
     * Bytes from the one that was asked for.
     *
     * @param entityTag to resume under; null where the server has none
     */
    record Bytes(InputStream content, @Nullable String entityTag) implements Download {}

    /** The archive has no byte there: it ends before. */
    record End() implements Download {}

    /** The archive is another one than when the bytes before came. */
    record Changed() implements Download {}

    /**
     * The server will not give it, however often it is asked.
     *
     * @param status of HTTP
     */
    record Refused(int status) implements Download {}
}
