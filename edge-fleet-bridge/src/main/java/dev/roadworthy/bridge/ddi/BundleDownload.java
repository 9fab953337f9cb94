package dev.roadworthy.bridge.ddi;

import dev.roadworthy.bridge.access.VehicleOnly;
import dev.roadworthy.bridge.artifact.Artifacts;
import dev.roadworthy.bridge.ddi.Ddi.Link;
import dev.roadworthy.bridge.problem.Later;
import dev.roadworthy.bridge.problem.ProblemException;
import dev.roadworthy.bridge.problem.Reason;
import dev.roadworthy.bridge.store.Releases.Release;
import dev.roadworthy.contract.Digest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bytes of what a vehicle was offered. A software module is a bundle here, and its number the bundle's digest. */
@Path("/{tenant}/controller/v1/{vehicle}/softwaremodules/{module}/artifacts")
@VehicleOnly
public final class BundleDownload {

    private static final Logger LOG = LoggerFactory.getLogger(BundleDownload.class);
    private static final String MD5_SUFFIX = ".MD5SUM";
    private static final String CONTENT_RANGE = "Content-Range";

    private final Dialogue dialogue;
    private final Artifacts artifacts;
    private final DdiSettings settings;

    @Inject
    public BundleDownload(Dialogue dialogue, Artifacts artifacts, DdiSettings settings) {
        this.dialogue = dialogue;
        this.artifacts = artifacts;
        this.settings = settings;
    }

    static Ddi.Artifact artifact(Release release, Hrefs hrefs) {
        String file = fileName(release);
        String href = hrefs.to(
                "softwaremodules/%s/artifacts/%s".formatted(release.bundle().hex(), file));
        return new Ddi.Artifact(
                file,
                new Ddi.Hashes(release.sha1(), release.md5(), release.bundle().hex()),
                release.bytes(),
                Map.of("download", new Link(href), "md5sum", new Link(href + MD5_SUFFIX)));
    }

    private static String fileName(Release release) {
        return "bundle-%s-%d.tar".formatted(release.line(), release.position().counter());
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<Ddi.Artifact> list(
            @PathParam("tenant") String tenant,
            @PathParam("vehicle") String vehicle,
            @PathParam("module") String module,
            @Context UriInfo uri) {
        Hrefs hrefs = Hrefs.of(settings, tenant, vehicle, uri.getBaseUri());
        return List.of(artifact(release(vehicle, module), hrefs));
    }

    @GET
    @Path("{file}")
    public Response download(
            @PathParam("tenant") String tenant,
            @PathParam("vehicle") String vehicle,
            @PathParam("module") String module,
            @PathParam("file") String file,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context UriInfo uri) {
        Hrefs.of(settings, tenant, vehicle, uri.getBaseUri());
        Release release = release(vehicle, module);
        if (file.equals(fileName(release) + MD5_SUFFIX)) {
            return Response.ok("%s  %s\n".formatted(release.md5(), fileName(release)), MediaType.TEXT_PLAIN_TYPE)
                    .build();
        }
        if (!file.equals(fileName(release))) {
            throw unknown();
        }
        String tag = '"' + release.bundle().hex() + '"';
        if (ifMatch != null && !matches(ifMatch, tag)) {
            throw new ProblemException(
                    Reason.PRECONDITION_FAILED,
                    "the artifact is another one than is asked for",
                    "header If-Match",
                    "fetch it from the start");
        }
        boolean current = ifRange == null || ifRange.strip().equals(tag);
        return bytes(release, tag, ByteRange.of(current ? range : null, release.bytes()));
    }

    private Response bytes(Release release, String tag, ByteRange range) {
        long size = release.bytes();
        return switch (range) {
            case ByteRange.Whole whole ->
                content(Response.Status.OK, release, tag, 0, size).build();
            case ByteRange.Part part ->
                content(Response.Status.PARTIAL_CONTENT, release, tag, part.from(), part.length())
                        .header(CONTENT_RANGE, "bytes %d-%d/%d".formatted(part.from(), part.to(), size))
                        .build();
            case ByteRange.Unsatisfiable unsatisfiable ->
                throw new ProblemException(
                                Reason.RANGE_NOT_SATISFIABLE,
                                "the artifact has %d bytes".formatted(size),
                                "header Range",
                                "ask for bytes that it has")
                        .header(CONTENT_RANGE, "bytes */" + size);
        };
    }

    private Response.ResponseBuilder content(
            Response.Status status, Release release, String tag, long from, long length) {
        return Response.status(status)
                .type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(HttpHeaders.ETAG, tag)
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_LENGTH, length)
                .entity(open(release.bundle(), from, length));
    }

    /** Never not found: a client takes that for an invitation to ask for ever. */
    private InputStream open(Digest bundle, long from, long length) {
        try {
            return artifacts.open(bundle, from, length);
        } catch (IOException e) {
            LOG.warn("the bundle {} cannot be read: {}", bundle, e.toString());
            throw Later.of(Reason.STORE_UNAVAILABLE, "the bridge cannot read the artifact", "bridge");
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Reason.NOT_FOUND,
                "the vehicle has no open action with this artifact",
                "path, the artifact",
                "poll, and follow the links of the deployment");
    }

    private static boolean matches(String ifMatch, String tag) {
        return Arrays.stream(ifMatch.split(",", -1)).map(String::strip).anyMatch(t -> t.equals("*") || t.equals(tag));
    }

    private Release release(String vehicle, String module) {
        Digest bundle;
        try {
            bundle = new Digest("sha256:" + module);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        return dialogue.fetchable(vehicle, bundle).orElseThrow(BundleDownload::unknown);
    }
}
