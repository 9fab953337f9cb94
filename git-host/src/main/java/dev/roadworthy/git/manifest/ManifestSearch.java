package dev.roadworthy.git.manifest;

import dev.roadworthy.controller.port.GitHost.ManifestRef;
import dev.roadworthy.controller.port.GitHost.Value;
import dev.roadworthy.controller.port.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the file in which a manifest really stands, among all that a repository holds below a folder, and sets one
 * field of it there. A Kustomize patch that sets the field goes before the manifest itself.
 */
public final class ManifestSearch {

    /** Bytes of a file; what is larger is no manifest that a person reviews, and is not read. */
    static final long LARGEST_FILE = 16L << 20;

    private static final int MOST_NAMED = 5;

    private final Tree tree;

    /** A search among these files. */
    public ManifestSearch(Tree tree) {
        this.tree = tree;
    }

    /**
     * Sets a field, with the smallest edit that a parser reads so: the lines of the field, and no other
     * byte. Parents that are missing are made.
     *
     * @param field the names that lead to it from the top of the manifest
     * @throws Refused where the manifest is not there, or there twice, or its field cannot be set without a change of
     *     something else; the message says which field to set by hand, to which value, in which file and line
     * @throws IOException where a file cannot be read
     */
    public Edit set(ManifestRef manifest, List<String> field, Value value) throws Refused, IOException {
        Assignment assignment = new Assignment(manifest, List.copyOf(field), value);
        Survey survey = Survey.of(tree, assignment);
        Place place = place(survey, assignment);
        List<Kustomization> building = survey.kustomizations().stream()
                .filter(one -> one.namespace().isEmpty() || one.namespace().equals(manifest.namespace()))
                .filter(one -> one.builds(place.path(), survey.kustomizations()))
                .toList();
        Optional<Spot> patch = Patches.setting(new Contents(tree), assignment, building);
        if (patch.isPresent()) {
            return patch.get().set(assignment);
        }
        Set<String> namespaces = namespaces(survey, place);
        if (namespaces.size() > 1 && survey.isBare(place)) {
            throw new Refused(
                    "%s is made from %s, and so are those of other namespaces (%s), which a change there would change; add a Kustomize patch for it, and %s"
                            .formatted(
                                    assignment.object(),
                                    place,
                                    String.join(", ", namespaces),
                                    assignment.byHand("that")));
        }
        return spot(place, assignment).set(assignment);
    }

    private Spot spot(Place place, Assignment assignment) throws IOException, Refused {
        try {
            YamlFile file = new Contents(tree).read(place.path()).orElseThrow();
            Document document = Document.parse(file, file.documents().get(place.document()));
            Node.Mapping mapping = Manifest.in(document).get(place.item()).mapping();
            return new Spot(file, place.document(), document, mapping, assignment.field());
        } catch (MalformedYaml e) {
            throw new IllegalStateException("%s was read before, and is another now".formatted(place), e);
        }
    }

    /** Those that kustomizations give to what a file holds, in the order of their names. */
    private static Set<String> namespaces(Survey survey, Place place) {
        return survey.kustomizations().stream()
                .filter(one -> !one.namespace().isEmpty() && one.governs(place.path(), survey.kustomizations()))
                .map(Kustomization::namespace)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Place place(Survey survey, Assignment assignment) throws Refused, IOException {
        String namespace = assignment.manifest().namespace();
        List<Place> ours = new ArrayList<>();
        List<Place> anyones = new ArrayList<>();
        for (Survey.Found found : survey.found()) {
            if (found.namespace().equals(namespace)) {
                ours.add(found.place());
            } else if (found.namespace().isEmpty()) {
                Set<String> given = namespaces(survey, found.place());
                if (given.contains(namespace)) {
                    ours.add(found.place());
                } else if (given.isEmpty()) {
                    anyones.add(found.place());
                }
            }
        }
        List<Place> candidates = ours.isEmpty() ? anyones : ours;
        if (candidates.size() > 1) {
            throw new Refused("%s stands in several places: %s; %s, and take the others away%s"
                    .formatted(
                            assignment.object(),
                            named(candidates),
                            assignment.byHand("the one that is meant"),
                            ours.isEmpty() ? ", or say their namespaces" : ""));
        }
        if (candidates.isEmpty()) {
            throw missing(survey, assignment);
        }
        return candidates.getFirst();
    }

    private Refused missing(Survey survey, Assignment assignment) throws IOException {
        StringBuilder message = new StringBuilder("no manifest of %s is among the %d YAML files that were looked at"
                .formatted(assignment.object(), survey.files()));
        if (!survey.templates().isEmpty()) {
            message.append("; templates, which are not plain YAML, name it: ")
                    .append(assignment.byHand(named(survey.templates())))
                    .append(", or in the values that it comes from");
        }
        if (!survey.unread().isEmpty()) {
            message.append("; not read: ").append(named(survey.unread()));
        }
        List<String> near = NearMisses.in(tree, assignment);
        if (!near.isEmpty()) {
            message.append("; of the same kind there are: ").append(named(near));
        }
        return new Refused(message.append("; commit the manifest there, or correct the folder that is looked through")
                .toString());
    }

    private static String named(List<?> places) {
        String first = places.stream().limit(MOST_NAMED).map(Object::toString).collect(Collectors.joining(", "));
        return places.size() > MOST_NAMED ? "%s and %d more".formatted(first, places.size() - MOST_NAMED) : first;
    }
}
