package dev.roadworthy.bridge.ddi;

import dev.roadworthy.bridge.access.VehicleOnly;
import dev.roadworthy.bridge.ddi.Ddi.Link;
import dev.roadworthy.bridge.problem.ProblemException;
import dev.roadworthy.bridge.problem.Reason;
import dev.roadworthy.bridge.store.Releases.Release;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a vehicle asks and says. JSON calls answer exactly 200 where they succeed: a client takes 201 and 204 for errors. */
@Path("/{tenant}/controller/v1/{vehicle}")
@VehicleOnly
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DdiResource {

    private final Dialogue dialogue;
    private final FeedbackDesk feedback;
    private final DdiSettings settings;

    @Inject
    public DdiResource(Dialogue dialogue, FeedbackDesk feedback, DdiSettings settings) {
        this.dialogue = dialogue;
        this.feedback = feedback;
        this.settings = settings;
    }

    @GET
    public Ddi.Poll poll(
            @PathParam("tenant") String tenant, @PathParam("vehicle") String vehicle, @Context UriInfo uri) {
        Hrefs hrefs = hrefs(tenant, vehicle, uri);
        Dialogue.Told told = dialogue.poll(vehicle);
        Map<String, Link> links = new TreeMap<>();
        if (told.report()) {
            links.put("configData", new Link(hrefs.to("configData")));
        }
        if (told.deployment() != null) {
            links.put("deploymentBase", new Link(hrefs.to("deploymentBase/" + told.deployment())));
        }
        if (told.cancel() != null) {
            links.put("cancelAction", new Link(hrefs.to("cancelAction/" + told.cancel())));
        }
        return new Ddi.Poll(new Ddi.Config(new Ddi.Polling(settings.sleep(vehicle))), links);
    }

    @PUT
    @Path("configData")
    public Response configData(
            @PathParam("tenant") String tenant,
            @PathParam("vehicle") String vehicle,
            @Context UriInfo uri,
            byte[] body) {
        hrefs(tenant, vehicle, uri);
        dialogue.declare(vehicle, Declaration.of(DdiJson.read(body, Ddi.ConfigData.class)));
        return Response.ok().build();
    }

    @GET
    @Path("deploymentBase/{action}")
    public Ddi.DeploymentBase deploymentBase(
            @PathParam("tenant") String tenant,
            @PathParam("vehicle") String vehicle,
            @PathParam("action") long action,
            @Context UriInfo uri) {
        Hrefs hrefs = hrefs(tenant, vehicle, uri);
        Release release = dialogue.deployment(vehicle, action).orElseThrow(DdiResource::unknown);
        Ddi.Chunk chunk = new Ddi.Chunk(
                "model", release.version(), release.line(), List.of(BundleDownload.artifact(release, hrefs)));
        return new Ddi.DeploymentBase(String.valueOf(action), new Ddi.Deployment("forced", "forced", List.of(chunk)));
    }

    @POST
    @Path("deploymentBase/{action}/feedback")
    public Response deploymentFeedback(
            @PathParam("tenant") String tenant,
            @PathParam("vehicle") String vehicle,
            @PathParam("action") long action,
            @Context UriInfo uri,
            byte[] body) {
        hrefs(tenant, vehicle, uri);
        return take(vehicle, action, body, false);
    }

    @GET
    @Path("cancelAction/{action}")
    public Ddi.CancelAction cancelAction(
            @PathParam("tenant") String tenant,
            @PathParam("vehicle") String vehicle,
            @PathParam("action") long action,
            @Context UriInfo uri) {
        hrefs(tenant, vehicle, uri);
        if (!dialogue.cancelled(vehicle, action)) {
            throw unknown();
        }
        String id = String.valueOf(action);
        return new Ddi.CancelAction(id, new Ddi.Stop(id));
    }

    @POST
    @Path("cancelAction/{action}/feedback")
    public Response cancelFeedback(
            @PathParam("tenant") String tenant,
            @PathParam("vehicle") String vehicle,
            @PathParam("action") long action,
            @Context UriInfo uri,
            byte[] body) {
        hrefs(tenant, vehicle, uri);
        return take(vehicle, action, body, true);
    }

    private Response take(String vehicle, long action, byte[] body, boolean cancel) {
        return switch (feedback.take(
                vehicle, action, FeedbackDesk.read(DdiJson.read(body, Ddi.FeedbackBody.class), cancel))) {
            case TAKEN -> Response.ok().build();
            case GONE ->
                throw new ProblemException(
                        Reason.ACTION_ENDED, "the action is over", "path, the action", "poll for the next one");
            case UNKNOWN -> throw unknown();
        };
    }

    /** Another vehicle's action is as unknown as one that never was. */
    private static ProblemException unknown() {
        return new ProblemException(
                Reason.NOT_FOUND, "the vehicle has no such action", "path, the action", "poll for the current one");
    }

    private Hrefs hrefs(String tenant, String vehicle, UriInfo uri) {
        return Hrefs.of(settings, tenant, vehicle, uri.getBaseUri());
    }
}
