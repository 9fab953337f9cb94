package dev.roadworthy.git.manifest;

import dev.roadworthy.controller.port.GitHost.ManifestRef;
import dev.roadworthy.controller.port.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The patches of kustomizations that set a field of a manifest: there it really stands, whatever its own file says. */
final class Patches {

    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9.-]+");

    private static final Set<String> SETTING = Set.of("add", "replace");

    private final Contents contents;
    private final Assignment assignment;
    private final List<Spot> spots = new ArrayList<>();
    private final List<String> byHand = new ArrayList<>();

    private Patches(Contents contents, Assignment assignment) {
        this.contents = contents;
        this.assignment = assignment;
    }

    /**
     * Where patches set it.
     *
     * @param kustomizations those that build from the manifest, for its namespace
     * @throws Refused where several do, or one that stands in the kustomization itself or is for other objects as well
     */
    static Optional<Spot> setting(Contents contents, Assignment assignment, List<Kustomization> kustomizations)
            throws Refused, IOException {
        Patches patches = new Patches(contents, assignment);
        for (Kustomization kustomization : kustomizations) {
            for (Kustomization.Patch patch : kustomization.patches()) {
                patches.look(kustomization, patch);
            }
        }
        List<String> places = new ArrayList<>(patches.byHand);
        patches.spots.forEach(spot -> places.add("%s line %d"
                .formatted(spot.file().path(), spot.file().line(spot.base().at().start()))));
        if (!patches.byHand.isEmpty() || places.size() > 1) {
            throw new Refused("%s of %s is set by Kustomize patches that are not changed here: %s; %s"
                    .formatted(
                            assignment.path(),
                            assignment.object(),
                            String.join(", ", places),
                            assignment.byHand("the one that is applied last")));
        }
        return patches.spots.stream().findFirst();
    }

    private void look(Kustomization kustomization, Kustomization.Patch patch) throws IOException {
        String where = "%s line %d".formatted(kustomization.path(), patch.line());
        try {
            Optional<YamlFile> file = patch.file().isEmpty()
                    ? Optional.of(new YamlFile(kustomization.path(), patch.inline()))
                    : contents.read(patch.file());
            if (file.isEmpty()) {
                return;
            }
            List<Spot> setting = setting(file.get(), patch.target());
            if (setting.isEmpty()) {
                return;
            }
            if (patch.file().isEmpty()) {
                byHand.add(where + " (it stands within a string)");
            } else if (!patch.target().map(Patches::isForOne).orElse(true)) {
                byHand.add("%s (%s says that it is for several objects)".formatted(patch.file(), where));
            } else if (setting.stream().anyMatch(this::takesAway)) {
                byHand.add("%s (it takes that away)".formatted(patch.file()));
            } else {
                spots.addAll(setting);
            }
        } catch (MalformedYaml e) {
            // A build with it fails, so that nothing comes from it.
        }
    }

    private List<Spot> setting(YamlFile file, Optional<Node.Mapping> target) throws MalformedYaml {
        List<Spot> setting = new ArrayList<>();
        for (int i = 0; i < file.documents().size(); i++) {
            Document document = Document.parse(file, file.documents().get(i));
            Node root = document.root().orElse(null);
            if (root instanceof Node.Mapping merge
                    && target.map(this::mayBeOurs).orElseGet(() -> says(new Manifest(0, merge)))
                    && namesIn(merge) > 0) {
                setting.add(new Spot(file, i, document, merge, assignment.field()));
            } else if (root instanceof Node.Sequence operations
                    && target.map(this::mayBeOurs).orElse(false)) {
                setting.addAll(operation(file, i, document, operations).stream().toList());
            }
        }
        return setting;
    }

    /** How many of the field's names a strategic merge has; none where it leaves the field as it is. */
    private int namesIn(Node.Mapping merge) {
        Node node = merge;
        int names = 0;
        for (String name : assignment.field()) {
            if (!(node instanceof Node.Mapping mapping)) {
                return names;
            }
            Optional<Node> member = mapping.get(name);
            if (member.isEmpty()) {
                return 0;
            }
            node = member.get();
            names++;
        }
        return names;
    }

    /** What a null in a strategic merge does to what the field is a part of, and some operations of a JSON patch. */
    private boolean takesAway(Spot spot) {
        return spot.document().root().orElse(spot.base()) instanceof Node.Sequence
                ? !SETTING.contains(spot.base().text("op"))
                : namesIn(spot.base()) < assignment.field().size();
    }

    /** The last operation of a JSON patch (RFC 6902) on the field, or on what it is a part of. */
    private Optional<Spot> operation(YamlFile file, int number, Document document, Node.Sequence operations) {
        List<String> field = assignment.field();
        Optional<Spot> last = Optional.empty();
        for (Node item : operations.items()) {
            if (item instanceof Node.Mapping operation && !"test".equals(operation.text("op"))) {
                List<String> path = pointer(operation.text("path"));
                if (path.size() <= field.size() && path.equals(field.subList(0, path.size()))) {
                    List<String> names = new ArrayList<>(List.of("value"));
                    names.addAll(field.subList(path.size(), field.size()));
                    last = Optional.of(new Spot(file, number, document, operation, names));
                }
            }
        }
        return last;
    }

    private static List<String> pointer(String path) {
        return List.of(path.substring(Math.min(1, path.length())).split("/", -1)).stream()
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private boolean says(Manifest patch) {
        return patch.isNamed(assignment.manifest()) && isOurs(patch.namespace());
    }

    private boolean isOurs(String namespace) {
        return namespace.isEmpty() || namespace.equals(assignment.manifest().namespace());
    }

    /** A target's kind and name are regular expressions; one that is no plain word may be any. */
    private boolean mayBeOurs(Node.Mapping target) {
        ManifestRef manifest = assignment.manifest();
        return may(target.text("kind"), manifest.kind())
                && may(target.text("name"), manifest.name())
                && may(target.text("namespace"), manifest.namespace());
    }

    private static boolean may(String said, String ours) {
        return said.isEmpty() || said.equals(ours) || !LITERAL.matcher(said).matches();
    }

    private static boolean isForOne(Node.Mapping target) {
        return LITERAL.matcher(target.text("kind")).matches()
                && LITERAL.matcher(target.text("name")).matches();
    }
}
