package dev.roadworthy.bridge.contract;

import dev.roadworthy.bridge.access.OperatorOnly;
import dev.roadworthy.bridge.contract.CampaignDesk.Answer;
import dev.roadworthy.bridge.problem.Later;
import dev.roadworthy.bridge.problem.ProblemException;
import dev.roadworthy.bridge.problem.Reason;
import dev.roadworthy.bridge.store.Campaigns;
import dev.roadworthy.bridge.watch.CampaignWatch;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The campaign of a line: what the operator wants, and how it stands. */
@Path("/v1/campaigns/{line}")
@OperatorOnly
@Produces(MediaType.APPLICATION_JSON)
public final class CampaignResource {

    private final CampaignDesk desk;
    private final CampaignWatch watch;

    @Inject
    public CampaignResource(CampaignDesk desk, CampaignWatch watch) {
        this.desk = desk;
        this.watch = watch;
    }

    @GET
    public Response summary(@PathParam("line") String line) {
        CampaignSummary summary = Optional.of(line)
                .filter(Campaigns::isLine)
                .flatMap(watch::summary)
                .orElseThrow(() -> new ProblemException(
                        Reason.NOT_FOUND,
                        "the line has no campaign",
                        "path, the line",
                        "put a campaign, or name a line that has one"));
        return Response.ok(Documents.write(summary)).build();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response want(@PathParam("line") String line, byte[] body) {
        Campaign campaign;
        try {
            campaign = Documents.read(body, Campaign.class, Campaign.FORMAT);
        } catch (MalformedDocumentException e) {
            throw new ProblemException(
                    Reason.MALFORMED_BODY,
                    String.valueOf(e.getMessage()),
                    "body",
                    "send a campaign of the format %d".formatted(Campaign.FORMAT));
        }
        if (!campaign.line().equals(line) || !Campaigns.isLine(line)) {
            throw new ProblemException(
                    Reason.INVALID_BODY,
                    "the campaign is of the line '%s', its path of '%s'".formatted(campaign.line(), line),
                    "line",
                    "put it under its own line, which is a DNS label");
        }
        if (!canBeKept(campaign)) {
            throw new ProblemException(Reason.INVALID_BODY, "a text has the character U+0000", "body", "leave it out");
        }
        return switch (desk.want(campaign)) {
            case Answer.Taken taken -> summary(line);
            case Answer.NotNewer notNewer ->
                throw new ProblemException(
                        Reason.NOT_NEWER,
                        notNewer.why(),
                        "release.counter",
                        "release it anew, with a counter above all that the line had");
            case Answer.NotTrusted notTrusted ->
                throw new ProblemException(
                        Reason.BUNDLE_REFUSED,
                        notTrusted.why(),
                        "release.bundle",
                        "pack and sign the release again, or give the bridge the key that signs");
            case Answer.Unreadable unreadable ->
                throw Later.of(Reason.STORE_UNAVAILABLE, unreadable.why(), "release.bundle");
        };
    }

    /** PostgreSQL keeps every character but U+0000, which canonical JSON writes so. */
    private static boolean canBeKept(Campaign campaign) {
        return !new String(Documents.write(campaign), StandardCharsets.UTF_8).contains("\\u0000");
    }
}
