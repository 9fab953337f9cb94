package dev.roadworthy.bridge.contract;

import dev.roadworthy.bridge.access.OperatorOnly;
import dev.roadworthy.bridge.contract.CampaignDesk.Answer;
import dev.roadworthy.bridge.watch.CampaignWatch;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The campaign of a line: what the operator wants, and how it stands. */
@Path("/v1/campaigns/{line}")
@OperatorOnly
@Produces(MediaType.APPLICATION_JSON)
public final class CampaignResource {

    private static final int UNPROCESSABLE = 422;

    private final CampaignDesk desk;
    private final CampaignWatch watch;

    @Inject
    public CampaignResource(CampaignDesk desk, CampaignWatch watch) {
        this.desk = desk;
        this.watch = watch;
    }

    @GET
    public Response summary(@PathParam("line") String line) {
        CampaignSummary summary = watch.summary(line).orElseThrow(NotFoundException::new);
        return Response.ok(Documents.write(summary)).build();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response want(@PathParam("line") String line, byte[] body) {
        Campaign campaign;
        try {
            campaign = Documents.read(body, Campaign.class, Campaign.FORMAT);
        } catch (MalformedDocumentException e) {
            return refusal(Response.Status.BAD_REQUEST.getStatusCode(), String.valueOf(e.getMessage()));
        }
        if (!campaign.line().equals(line)) {
            return refusal(
                    Response.Status.BAD_REQUEST.getStatusCode(),
                    "the campaign is of the line '%s', its path of '%s'".formatted(campaign.line(), line));
        }
        return switch (desk.want(campaign)) {
            case Answer.Taken taken -> summary(line);
            case Answer.NotNewer notNewer -> refusal(Response.Status.CONFLICT.getStatusCode(), notNewer.why());
            case Answer.NotTrusted notTrusted -> refusal(UNPROCESSABLE, notTrusted.why());
            case Answer.Unreadable unreadable ->
                refusal(Response.Status.SERVICE_UNAVAILABLE.getStatusCode(), unreadable.why());
        };
    }

    private static Response refusal(int status, String why) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity(why)
                .build();
    }
}
