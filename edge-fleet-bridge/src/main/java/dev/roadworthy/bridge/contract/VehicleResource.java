package dev.roadworthy.bridge.contract;

import dev.roadworthy.bridge.access.OperatorOnly;
import dev.roadworthy.bridge.access.Token;
import dev.roadworthy.bridge.problem.ProblemException;
import dev.roadworthy.bridge.problem.Reason;
import dev.roadworthy.bridge.store.Campaigns;
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

    private static final Pattern HARDWARE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

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
        expect(
                Vehicles.isName(id),
                "path, the vehicle",
                "a name has letters, digits, '.', '_' and '-', at most 128, and begins with a letter or a digit");
        Enrolment enrolment = read(body);
        expect(Campaigns.isLine(enrolment.line()), "line", "a line is a DNS label");
        expect(
                HARDWARE.matcher(enrolment.hardware()).matches(),
                "hardware",
                "hardware has letters, digits, '.', '_' and '-', at most 63, and begins with a letter or a digit");
        Digest hash = hash(enrolment.token());
        return database.transaction(session -> {
            Vehicles.enrol(session, id, enrolment.line(), enrolment.hardware(), hash);
            return Response.noContent().build();
        });
    }

    private static Enrolment read(byte[] body) {
        try {
            return Documents.read(body, Enrolment.class);
        } catch (MalformedDocumentException e) {
            throw new ProblemException(
                    Reason.MALFORMED_BODY, String.valueOf(e.getMessage()), "body", "send line, hardware and token");
        }
    }

    private static Digest hash(String token) {
        try {
            return Token.hash(token);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Reason.INVALID_BODY, String.valueOf(e.getMessage()), "token", "give it a longer secret");
        }
    }

    private static void expect(boolean holds, String where, String rule) {
        if (!holds) {
            throw new ProblemException(Reason.INVALID_BODY, rule, where, "correct it");
        }
    }
}
