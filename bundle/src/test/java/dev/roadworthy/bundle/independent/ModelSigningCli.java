package dev.roadworthy.bundle.independent;

import dev.roadworthy.bundle.independent.Tool.Run;
import dev.roadworthy.contract.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The command {@code model_signing} of the PyPI package {@code model-signing}, in a virtual environment under
 * {@code ROADWORTHY_CACHE} (default {@code ~/.cache/roadworthy}) that is made once for each state of
 * {@code src/test/python/requirements.txt}.
 */
final class ModelSigningCli {

    private final Path command;

    private ModelSigningCli(Path command) {
        this.command = command;
    }

    static ModelSigningCli install() throws IOException, InterruptedException {
        Path requirements = Path.of("src/test/python/requirements.txt").toAbsolutePath();
        Path cache = Optional.ofNullable(System.getenv("ROADWORTHY_CACHE"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache", "roadworthy"));
        String state = Digest.of(Files.readAllBytes(requirements)).abbreviated();
        Path environment = cache.toAbsolutePath().resolve("model-signing-" + state);
        Path complete = environment.resolve("complete");
        if (!Files.exists(complete)) {
            Files.createDirectories(environment);
            need(Tool.run(environment, "python3", "-m", "venv", "--clear", environment.toString()), "python3 -m venv");
            need(
                    Tool.run(
                            environment,
                            environment.resolve("bin/python").toString(),
                            "-m",
                            "pip",
                            "install",
                            "--quiet",
                            "--requirement",
                            requirements.toString()),
                    "the installation from PyPI of " + requirements.getFileName());
            Files.createFile(complete);
        }
        return new ModelSigningCli(environment.resolve("bin/model_signing"));
    }

    Run sign(Path model, Path signature, Path privateKey) throws IOException, InterruptedException {
        return run("sign", model, signature, "--private_key", privateKey);
    }

    Run verify(Path model, Path signature, Path publicKey) throws IOException, InterruptedException {
        return run("verify", model, signature, "--public_key", publicKey);
    }

    private Run run(String verb, Path model, Path signature, String option, Path key)
            throws IOException, InterruptedException {
        return Tool.run(
                model.getParent(),
                command.toString(),
                verb,
                "key",
                "--signature",
                signature.toString(),
                option,
                key.toString(),
                model.toString());
    }

    private static void need(Run run, String what) {
        if (!run.succeeded()) {
            throw new IllegalStateException(
                    "this test needs Python 3 with venv and PyPI; %s failed:%n%s".formatted(what, run.output()));
        }
    }
}
