package dev.roadworthy.bridge.ddi;

import dev.roadworthy.bridge.access.VehicleOnly;
import dev.roadworthy.bridge.ddi.Ddi.Link;
import dev.roadworthy.bridge.store.Releases.Release;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
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
import org.jspecify.annotations.Nullable;

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
            Ddi.@Nullable ConfigData body) {
        hrefs(tenant, vehicle, uri);
        try {
            dialogue.declare(vehicle, Declaration.of(given(body)));
        } catch (IllegalArgumentException e) {
            return refused(e);
        }
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
        Release release = dialogue.deployment(vehicle, action).orElseThrow(NotFoundException::new);
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
            Ddi.@Nullable FeedbackBody body) {
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
            throw new NotFoundException();
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
            Ddi.@Nullable FeedbackBody body) {
        hrefs(tenant, vehicle, uri);
        return take(vehicle, action, body, true);
    }

    private Response take(String vehicle, long action, Ddi.@Nullable FeedbackBody body, boolean cancel) {
        try {
            return switch (feedback.take(vehicle, action, FeedbackDesk.read(given(body), cancel))) {
                case TAKEN -> Response.ok().build();
                case GONE -> Response.status(Response.Status.GONE).build();
                case UNKNOWN -> Response.status(Response.Status.NOT_FOUND).build();
            };
        } catch (IllegalArgumentException e) {
            return refused(e);
        }
    }

    private Hrefs hrefs(String tenant, String vehicle, UriInfo uri) {
        return Hrefs.of(settings, tenant, vehicle, uri.getBaseUri());
    }

    private static <T> T given(@Nullable T body) {
        if (body == null) {
            throw new BadRequestException("the request has no body");
        }
        return body;
    }

    private static Response refused(IllegalArgumentException why) {
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity(why.getMessage())
                .build();
    }
}
