package dev.roadworthy.bridge.contract;

import dev.roadworthy.bridge.access.ReaderOnly;
import dev.roadworthy.bridge.problem.ProblemException;
import dev.roadworthy.bridge.problem.Reason;
import dev.roadworthy.bridge.store.Database;
import dev.roadworthy.bridge.store.Runs;
import dev.roadworthy.bridge.store.Vehicles;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which vehicle runs, or has run, which bundle. */
@Path("/v1/fleet")
@ReaderOnly
@Produces(MediaType.APPLICATION_JSON)
public final class FleetResource {

    private final Database database;

    @Inject
    public FleetResource(Database database) {
        this.database = database;
    }

    @GET
    @Path("vehicles/{id}")
    public Response vehicle(@PathParam("id") String id) {
        return Optional.of(id)
                .filter(Vehicles::isName)
                .flatMap(name -> database.transaction(session -> Runs.of(session, name)))
                .map(history -> Response.ok(Documents.write(history)).build())
                .orElseThrow(() -> new ProblemException(
                        Reason.NOT_FOUND,
                        "no vehicle of this name is enrolled",
                        "path, the vehicle",
                        "name one that is"));
    }

    @GET
    @Path("bundles/{digest}/vehicles")
    public Response vehicles(@PathParam("digest") String digest, @Nullable @QueryParam("after") String after) {
        Digest bundle = bundle(digest);
        if (after != null && !Vehicles.isName(after)) {
            throw new ProblemException(
                    Reason.INVALID_REQUEST,
                    "no vehicle can be called so",
                    "query, after",
                    "take it from the page before");
        }
        return Response.ok(Documents.write(database.transaction(session -> Runs.of(session, bundle, after, Runs.PAGE))))
                .build();
    }

    private static Digest bundle(String digest) {
        try {
            return new Digest(digest);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Reason.NOT_FOUND,
                    String.valueOf(e.getMessage()),
                    "path, the bundle",
                    "name it by its digest, sha256: and 64 hex digits");
        }
    }
}
