package dev.roadworthy.vehicle.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.vehicle.inference.Model;
import dev.roadworthy.vehicle.inference.ModelFaultException;
import dev.roadworthy.vehicle.inference.Models;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {

    @TempDir
    Path directory;

    private final List<String> events = new ArrayList<>();
    private final SharedModels shared = new SharedModels(new Recording(), 1);

    @Test
    void vehiclesWithTheSameBytesShareAModel() throws Exception {
        Model one = shared.open(release("one", "weights"));
        Model two = shared.open(release("two", "weights"));

        assertThat(events).containsExactly("opened one");
        assertThat(shared.sessions()).isEqualTo(1);
        assertThat(one.look(frame(), Duration.ofSeconds(1))).isEqualTo(two.look(frame(), Duration.ofSeconds(1)));
    }

    @Test
    void aModelIsClosedWithItsLastVehicle() throws Exception {
        Model one = shared.open(release("one", "weights"));
        Model two = shared.open(release("two", "weights"));

        one.close();
        assertThat(events).containsExactly("opened one");
        two.close();

        assertThat(events).containsExactly("opened one", "closed one");
        assertThat(shared.sessions()).isZero();
    }

    @Test
    void aSpoiledFileIsAModelOfItsOwn() throws Exception {
        shared.open(release("one", "weights"));
        shared.open(release("two", "we1ghts"));

        assertThat(events).containsExactly("opened one", "opened two");
    }

    @Test
    void whatDoesNotOpenIsNotKept() throws Exception {
        Path bad = release("bad", "weights");

        assertThatThrownBy(() -> shared.open(bad)).isInstanceOf(ModelFaultException.class);
        assertThat(shared.sessions()).isZero();
    }

    private Path release(String name, String weights) throws IOException {
        Path release = directory.resolve(name);
        Files.createDirectories(release.resolve("model"));
        Files.writeString(release.resolve("model/model.onnx"), weights);
        return release;
    }

    private static BufferedImage frame() {
        return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    }

    private final class Recording implements Models {

        @Override
        public Model open(Path release) throws ModelFaultException {
            String name = release.getFileName().toString();
            if (name.equals("bad")) {
                throw new ModelFaultException(ModelFaultException.Code.MODEL_UNLOADABLE, "it is bad", null);
            }
            events.add("opened " + name);
            return new Model() {
                @Override
                public Duration look(BufferedImage frame, Duration limit) {
                    return Duration.ofMillis(7);
                }

                @Override
                public void close() {
                    events.add("closed " + name);
                }
            };
        }
    }
}
