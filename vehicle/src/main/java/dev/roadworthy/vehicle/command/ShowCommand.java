package dev.roadworthy.vehicle.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.vehicle.state.Installed;
import dev.roadworthy.vehicle.state.StateDirectory;
import dev.roadworthy.vehicle.state.VehicleState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What lies on a vehicle's disk. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Print what a vehicle runs and where it stands, from its disk alone, as one line of JSON.")
public final class ShowCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--directory", required = true, paramLabel = "DIR", description = "The directory of the vehicle.")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws IOException {
        StateDirectory disk = StateDirectory.existing(directory);
        VehicleState state = disk.load();
        Installed running = state.running();
        Installed previous = state.fallback();
        Shown shown = new Shown(
                running == null ? null : running.digest(),
                running == null ? null : running.version(),
                previous == null ? null : previous.digest(),
                state.phase().getClass().getSimpleName(),
                disk.current().map(path -> path.getFileName().toString()).orElse(null),
                state.highest().toString(),
                state.floor().toString());
        spec.commandLine().getOut().println(JSON.writeValueAsString(shown));
        return 0;
    }

    /**
     * One line.
     *
     * @param running the bundle of what runs; null before the first release
     * @param version of that
     * @param previous the bundle to which the vehicle can go back; null where there is none
     * @param phase where it stands in an installation, for example {@code Idle}
     * @param current the release to which the link {@code current} leads: the hex digits of {@code running}, but right after
     *     a power cut
     * @param highest epoch and counter that were ever committed
     * @param floor below which nothing is taken
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Shown(
            @Nullable Digest running,
            @Nullable String version,
            @Nullable Digest previous,
            String phase,
            @Nullable String current,
            String highest,
            String floor) {}
}
