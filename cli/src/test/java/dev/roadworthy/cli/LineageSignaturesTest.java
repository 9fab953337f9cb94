package dev.roadworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Ledger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who vouches for what the ledger says. */
class LineageSignaturesTest {

    private static final Map<String, String> NO_VARIABLES = Map.of();

    @TempDir
    private Path directory;

    private Chain chain;
    private Chain stranger;
    private Path key;
    private Path strangersKey;

    /** What a command came to. */
    private record Said(int code, String out) {}

    @BeforeEach
    void lay() throws Exception {
        chain = new Chain();
        stranger = new Chain();
        chain.lay(store());
        key = Files.writeString(directory.resolve("key.pem"), chain.publicKey());
        strangersKey = Files.writeString(directory.resolve("stranger.pem"), stranger.publicKey());
    }

    @Test
    void aStatementOfBeforeThereWasAKeyIsCountedAndNamedWhereAKeyIsAskedFor() throws Exception {
        byte[] early = chain.statements().getFirst();
        Files.delete(signature(chain, early));

        Said counted = verify();
        Said asked = verify("--key", key.toString());

        assertThat(counted.out()).contains("8 statements (7 signed)", "all is as it was made");
        assertThat(counted.code()).isZero();
        assertThat(asked.out())
                .contains(
                        "%s is not signed".formatted(Ledger.key(Digest.of(early))),
                        "8 statements (7 signed)",
                        "9 signatures verified; 1 faults");
        assertThat(asked.code()).isEqualTo(1);
    }

    @Test
    void aLedgerThatNobodyEverSignedIsReadAndEachStatementNamed() throws Exception {
        try (Stream<Path> all = Files.walk(store().resolve(Ledger.SIGNATURES))) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }

        assertThat(verify().out()).contains("8 statements (0 signed)", "all is as it was made");
        Said asked = verify("--key", key.toString());
        assertThat(asked.code()).isEqualTo(1);
        assertThat(chain.statements()).allSatisfy(statement -> assertThat(asked.out())
                .contains("%s is not signed".formatted(Ledger.key(Digest.of(statement)))));
    }

    @Test
    void whatAnotherKeySignedIsNamedUntilThatKeyIsGivenToo() throws Exception {
        byte[] rotated = chain.statements().getLast();
        Files.delete(signature(chain, rotated));
        write(signature(stranger, rotated), stranger.sign(rotated));

        Said one = verify("--key", key.toString());
        Said both = verify("--key", key.toString(), "--key", strangersKey.toString());
        Said twice = verify("--key", key.toString(), "--key", key.toString(), "--key", strangersKey.toString());

        assertThat(one.code()).isEqualTo(1);
        assertThat(one.out())
                .contains("%s is signed by another key than the given: by %s"
                        .formatted(Ledger.key(Digest.of(rotated)), stranger.keyId()));
        assertThat(both.out()).contains("8 statements (8 signed)", "10 signatures verified; all is as it was made");
        assertThat(both.code()).isZero();
        assertThat(twice.code()).isZero();
    }

    @Test
    void anEnvelopeOfAnotherStatementIsNamedWithItsPlace() throws Exception {
        byte[] first = chain.statements().getFirst();
        byte[] last = chain.statements().getLast();
        write(signature(chain, first), chain.sign(last));

        Said said = verify("--key", key.toString());

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains(
                        Ledger.signature(chain.keyId(), Digest.of(first)),
                        "signed, over %s and not over %s".formatted(Digest.of(last), Digest.of(first)));
    }

    @Test
    void anEnvelopeAmongThoseOfAnotherKeyIsNamed() throws Exception {
        byte[] first = chain.statements().getFirst();
        write(signature(stranger, first), chain.sign(first));

        Said said = verify("--key", key.toString(), "--key", strangersKey.toString());

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains(Ledger.signature(stranger.keyId(), Digest.of(first)), "does not belong there");
    }

    @Test
    void aSignatureOfSomebodyElseBesideTheOperatorsTakesNothingFromIt() throws Exception {
        byte[] first = chain.statements().getFirst();
        write(signature(stranger, first), stranger.sign(first));

        assertThat(verify("--key", key.toString()).code()).isZero();
    }

    @Test
    void anyChangedByteOfASignatureIsNamed() throws Exception {
        byte[] first = chain.statements().getFirst();
        byte[] envelope = Files.readAllBytes(signature(chain, first));
        verify();
        for (int at = 0; at < envelope.length; at += 97) {
            byte[] changed = envelope.clone();
            changed[at] ^= 1;
            write(signature(chain, first), changed);

            assertThat(verify("--offline", "--key", key.toString()).out())
                    .as("byte %d", at)
                    .contains(Ledger.signature(chain.keyId(), Digest.of(first)));
        }
    }

    @Test
    void aQuestionReadsNoSignature() throws Exception {
        Said before = say("up", chain.bundle().value());
        for (byte[] statement : chain.statements()) {
            write(signature(chain, statement), new byte[] {0});
        }

        assertThat(say("up", chain.bundle().value())).isEqualTo(before);
        assertThat(before.code()).isZero();
    }

    private Path store() {
        return directory.resolve("store");
    }

    private Path signature(Chain signer, byte[] statement) {
        return store().resolve(Ledger.signature(signer.keyId(), Digest.of(statement)));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private Said verify(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("verify", chain.bundle().value()));
        arguments.addAll(List.of(options));
        return say(arguments.toArray(String[]::new));
    }

    private Said say(String... asked) {
        List<String> arguments = new ArrayList<>(List.of("lineage"));
        arguments.addAll(List.of(asked));
        arguments.addAll(List.of(
                "--store",
                store().toUri().toString(),
                "--index",
                directory.resolve("index").toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream said = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Main.run(arguments.toArray(String[]::new), NO_VARIABLES, said, said);
        return new Said(code, out.toString(StandardCharsets.UTF_8));
    }
}
