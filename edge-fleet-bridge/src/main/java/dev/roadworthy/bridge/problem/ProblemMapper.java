package dev.roadworthy.bridge.problem;

import dev.roadworthy.contract.Documents;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with the problem, and counts it. */
@jakarta.ws.rs.ext.Provider
public final class ProblemMapper implements ExceptionMapper<ProblemException> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
    private static final String COUNTER = "roadworthy.bridge.problems";

    // Made while the application is built up, before there is a registry.
    private final jakarta.inject.Provider<MeterRegistry> meters;
    private final UriInfo uri;

    @Inject
    public ProblemMapper(jakarta.inject.Provider<MeterRegistry> meters, UriInfo uri) {
        this.meters = meters;
        this.uri = uri;
    }

    @Override
    public Response toResponse(ProblemException e) {
        meters.get().counter(COUNTER, "reason", e.reason().id()).increment();
        LOG.debug("{} {}: {} ({})", e.reason().status(), e.reason().id(), e.getMessage(), e.where());
        Response.ResponseBuilder response = Response.status(e.reason().status())
                .type(Problem.MEDIA_TYPE)
                .entity(Documents.write(Problem.of(e, uri.getPath())));
        e.headers().forEach(response::header);
        return response.build();
    }
}
