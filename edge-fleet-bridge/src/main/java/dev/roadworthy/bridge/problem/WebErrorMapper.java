package dev.roadworthy.bridge.problem;

import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Puts what the framework refuses into the same document. */
@Provider
public final class WebErrorMapper implements ExceptionMapper<WebApplicationException> {

    private final ProblemMapper problems;

    @Inject
    public WebErrorMapper(ProblemMapper problems) {
        this.problems = problems;
    }

    @Override
    public Response toResponse(WebApplicationException e) {
        return switch (e.getResponse().getStatus()) {
            case 404 ->
                problem(Reason.NOT_FOUND, "there is nothing here", "path", "compare it with the documented paths");
            case 405 ->
                problem(Reason.METHOD_NOT_ALLOWED, "this path has no such method", "method", "use a documented one");
            case 406 -> problem(Reason.NOT_ACCEPTABLE, "there is no such form of it", "header Accept", "accept JSON");
            case 415 ->
                problem(
                        Reason.UNSUPPORTED_MEDIA_TYPE,
                        "the body is of another type",
                        "header Content-Type",
                        "send application/json");
            default -> other(e.getResponse());
        };
    }

    private Response other(Response response) {
        return response.getStatusInfo().getFamily() == Response.Status.Family.CLIENT_ERROR
                ? problem(Reason.INVALID_REQUEST, "the request cannot be read", "request", "correct it")
                : response;
    }

    private Response problem(Reason reason, String what, String where, String fix) {
        return problems.toResponse(new ProblemException(reason, what, where, fix));
    }
}
