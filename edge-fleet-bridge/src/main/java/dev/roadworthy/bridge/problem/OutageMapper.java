package dev.roadworthy.bridge.problem;

import dev.roadworthy.bridge.store.StoreException;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for a database that is away; details are for the log alone. */
@Provider
public final class OutageMapper implements ExceptionMapper<StoreException> {

    private static final Logger LOG = LoggerFactory.getLogger(OutageMapper.class);

    private final ProblemMapper problems;

    @Inject
    public OutageMapper(ProblemMapper problems) {
        this.problems = problems;
    }

    @Override
    public Response toResponse(StoreException e) {
        // A fleet goes on asking: one line each, no stack.
        LOG.warn("a request is put off: {}", e.getMessage());
        return problems.toResponse(Later.of(
                Reason.DATABASE_UNAVAILABLE, "the bridge cannot reach its database", "bridge; nothing was changed"));
    }
}
