package dev.roadworthy.operator;

import com.fasterxml.uuid.Generators;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Provenance;
import dev.roadworthy.controller.port.RunEvent;
import io.openlineage.client.OpenLineage;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Events of runs as OpenLineage has them: the same event is always the same bytes.
 *
 * @see <a href="https://openlineage.io/spec/2-0-2/OpenLineage.json">OpenLineage 2-0-2</a>
 */
final class OpenLineageEvents {

    private static final String INTEGRATION = "ROADWORTHY";
    // The facet asks for one, and a message of ours is of none.
    private static final String NO_LANGUAGE = "none";
    private static final Pattern PLACE = Pattern.compile("([a-z0-9+.-]+://[^/]*)/*(.*?)/*");

    private final OpenLineage make = new OpenLineage(URI.create(Provenance.Builder.OPERATOR.id()));
    private final String cluster;

    /**
     * Events of a cluster.
     *
     * @param cluster what it is called in the namespaces of jobs: {@code <cluster>/<namespace>}
     */
    OpenLineageEvents(String cluster) {
        this.cluster = cluster;
    }

    /**
     * The id of a run: the UUIDv5 of its Job's name, whose namespace is the object's uid. A Job is named after its input and the
     * number of the try, so that the same work has the same id whoever tells of it, and each try its own.
     *
     * @throws IllegalArgumentException where the uid is no UUID
     */
    static UUID runId(RunEvent event) {
        return Generators.nameBasedGenerator(UUID.fromString(event.owner().uid()))
                .generate(event.job());
    }

    /**
     * As it is sent.
     *
     * @throws IllegalArgumentException where the event is not one that the operator writes
     */
    OpenLineage.RunEvent of(RunEvent event) {
        RunEvent.Facts facts = event.facts();
        return make.newRunEventBuilder()
                .eventTime(ZonedDateTime.parse(event.at()))
                .eventType(OpenLineage.RunEvent.EventType.valueOf(event.type().name()))
                .run(make.newRunBuilder()
                        .runId(runId(event))
                        .facets(runFacets(event))
                        .build())
                .job(make.newJobBuilder()
                        .namespace(namespace(event))
                        .name("%s/%s".formatted(name(event), event.step()))
                        .facets(jobFacets(event))
                        .build())
                .inputs(facts.inputs().stream()
                        .map(input -> input(input, facts.checks()))
                        .toList())
                .outputs(facts.outputs().stream().map(this::output).toList())
                .build();
    }

    private String namespace(RunEvent event) {
        return "%s/%s".formatted(cluster, event.owner().namespace());
    }

    private static String name(RunEvent event) {
        return "%s/%s".formatted(event.owner().kind(), event.owner().name());
    }

    private OpenLineage.RunFacets runFacets(RunEvent event) {
        OpenLineage.RunFacetsBuilder facets = make.newRunFacetsBuilder().parent(parent(event));
        if (event.message() != null) {
            facets.errorMessage(make.newErrorMessageRunFacet(event.message(), NO_LANGUAGE, null));
        }
        List<RunEvent.Limit> gates = event.facts().gates();
        if (!gates.isEmpty()) {
            facets.test(make.newTestRunFacet(gates.stream().map(this::execution).toList()));
        }
        return facets.build();
    }

    /** The object, whose uid is the run's id. */
    private OpenLineage.ParentRunFacet parent(RunEvent event) {
        return make.newParentRunFacetBuilder()
                .run(make.newParentRunFacetRunBuilder()
                        .runId(UUID.fromString(event.owner().uid()))
                        .build())
                .job(make.newParentRunFacetJobBuilder()
                        .namespace(namespace(event))
                        .name(name(event))
                        .build())
                .build();
    }

    private OpenLineage.TestExecution execution(RunEvent.Limit gate) {
        return make.newTestExecutionBuilder()
                .name(gate.name())
                .status(
                        switch (gate.kept()) {
                            case YES -> "pass";
                            case NO -> "fail";
                            case UNKNOWN -> "skip";
                        })
                .severity("error")
                .type("gate")
                .expected(gate.limit())
                .actual(gate.value())
                .build();
    }

    private OpenLineage.JobFacets jobFacets(RunEvent event) {
        OpenLineage.JobFacetsBuilder facets = make.newJobFacetsBuilder()
                .jobType(make.newJobTypeJobFacetBuilder()
                        .processingType("BATCH")
                        .integration(INTEGRATION)
                        .jobType(event.step().toUpperCase(Locale.ROOT))
                        .build());
        RunEvent.Code code = event.facts().code();
        if (code != null) {
            page(code.place())
                    .ifPresent(page -> facets.sourceCodeLocation(make.newSourceCodeLocationJobFacetBuilder()
                            .type("git")
                            .url(page)
                            .version(code.commit())
                            .build()));
        }
        return facets.build();
    }

    /** The facet has room for the web alone; and what stands before an {@code @} is nobody's business. */
    private static Optional<URI> page(String place) {
        try {
            URI uri = new URI(place);
            return uri.getHost() == null || uri.getScheme() == null
                    ? Optional.empty()
                    : Optional.of(
                            new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private OpenLineage.InputDataset input(RunEvent.Data data, List<RunEvent.Limit> checks) {
        Place place = Place.of(data.uri());
        OpenLineage.InputDatasetBuilder input = make.newInputDatasetBuilder()
                .namespace(place.namespace())
                .name(place.name())
                .facets(version(data.digest()));
        if (!checks.isEmpty()) {
            input.inputFacets(make.newInputDatasetInputFacetsBuilder()
                    .dataQualityAssertions(make.newDataQualityAssertionsDatasetFacet(
                            checks.stream().map(this::assertion).toList()))
                    .build());
        }
        return input.build();
    }

    private OpenLineage.OutputDataset output(RunEvent.Data data) {
        Place place = Place.of(data.uri());
        return make.newOutputDatasetBuilder()
                .namespace(place.namespace())
                .name(place.name())
                .facets(version(data.digest()))
                .build();
    }

    private OpenLineage.DatasetFacets version(@Nullable Digest digest) {
        OpenLineage.DatasetFacetsBuilder facets = make.newDatasetFacetsBuilder();
        if (digest != null) {
            facets.version(make.newDatasetVersionDatasetFacet(digest.value()));
        }
        return facets.build();
    }

    private OpenLineage.DataQualityAssertionsDatasetFacetAssertions assertion(RunEvent.Limit check) {
        return make.newDataQualityAssertionsDatasetFacetAssertionsBuilder()
                .assertion(check.name())
                .success(check.kept() == RunEvent.Kept.YES)
                .severity("error")
                .expected(check.limit())
                .actual(check.value())
                .build();
    }

    /** A place as OpenLineage names those of S3: the bucket is the namespace, the key the name. */
    private record Place(String namespace, String name) {

        static Place of(String uri) {
            Matcher parts = PLACE.matcher(uri);
            if (!parts.matches()) {
                throw new IllegalArgumentException("%s is not of the form s3://bucket/key".formatted(uri));
            }
            return new Place(parts.group(1), parts.group(2).isEmpty() ? "/" : parts.group(2));
        }
    }
}
