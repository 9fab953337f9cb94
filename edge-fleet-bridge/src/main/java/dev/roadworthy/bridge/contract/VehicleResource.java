package dev.roadworthy.bridge.contract;

import dev.roadworthy.bridge.access.OperatorOnly;
import dev.roadworthy.bridge.access.Token;
import dev.roadworthy.bridge.store.Database;
import dev.roadworthy.bridge.store.Vehicles;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;

/** The enrolment of vehicles. */
@Path("/v1/vehicles/{id}")
@OperatorOnly
public final class VehicleResource {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private final Database database;

    @Inject
    public VehicleResource(Database database) {
        this.database = database;
    }

    /**
     * An enrolment.
     *
     * @param line the model line that the vehicle runs
     * @param hardware what it is
     * @param token the secret that it comes with, at least {@value Token#SHORTEST} characters of chance
     */
    private record Enrolment(String line, String hardware, String token) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enrol(@PathParam("id") String id, byte[] body) {
        try {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "a vehicle's name has letters, digits, '.', '_' and '-', at most 128, and begins with none of the signs");
            }
            Enrolment enrolment = Documents.read(body, Enrolment.class);
            Digest hash = Token.hash(enrolment.token());
            return database.transaction(session -> {
                Vehicles.enrol(session, id, enrolment.line(), enrolment.hardware(), hash);
                return Response.noContent().build();
            });
        } catch (IllegalArgumentException | MalformedDocumentException e) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .type(MediaType.TEXT_PLAIN_TYPE)
                    .entity(e.getMessage())
                    .build();
        }
    }
}
