package dev.roadworthy.bridge.access;

import dev.roadworthy.bridge.store.StoreException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for a database that is away; details are for the log alone. */
@Provider
public final class OutageMapper implements ExceptionMapper<StoreException> {

    private static final Logger LOG = LoggerFactory.getLogger(OutageMapper.class);
    private static final int LATER_SECONDS = 30;

    @Override
    public Response toResponse(StoreException e) {
        LOG.error("a request is put off", e);
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, LATER_SECONDS)
                .build();
    }
}
