package dev.roadworthy.bundle.sample;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.BundlePath.Section;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.archive.BundleWriter;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.KeyUnavailableException;
import dev.roadworthy.bundle.key.PemKeyProvider;
import dev.roadworthy.bundle.key.PublicKeys;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.oms.ModelStatement;
import dev.roadworthy.bundle.oms.SignedModel;
import dev.roadworthy.bundle.release.Approval;
import dev.roadworthy.bundle.release.BundleFile;
import dev.roadworthy.bundle.release.Release;
import dev.roadworthy.bundle.release.ReleaseStatement;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.contract.Compatibility;
import dev.roadworthy.contract.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes a bundle to try things with: a model that does nothing useful, signed with a key that is forgotten at once, and
 * the public key that verifies it. Nobody approved it, and its documents say so.
 */
public final class BundleSample {

    private static final String LINE = "sample";
    private static final String NOBODY = "0".repeat(40);

    private BundleSample() {}

    /** Writes {@code bundle-sample-1.tar} and {@code release-key.pem} into the directory that the one argument names. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            System.err.println("usage: BundleSample DIRECTORY");
            System.exit(2);
        }
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        Path bundle = directory.resolve("bundle-%s-1.tar".formatted(LINE));
        Path publicKey = directory.resolve("release-key.pem");
        KeyProvider key = throwAwayKey();
        Digest digest;
        try (OutputStream out = Files.newOutputStream(bundle)) {
            digest = write(key, out);
        }
        Files.writeString(publicKey, PublicKeys.pem(key.publicKey()));
        System.out.printf("%s %s%n%s keyid %s%n", bundle, digest, publicKey, key.keyId());
    }

    /**
     * Writes the sample bundle.
     *
     * @param key signs the model and the release
     * @return the bundle's digest
     */
    static Digest write(KeyProvider key, OutputStream out) throws IOException, KeyUnavailableException {
        SortedMap<BundlePath, byte[]> files = new TreeMap<>(documents());
        ModelStatement model = ModelStatement.of(
                "model",
                files.entrySet().stream()
                        .filter(file -> file.getKey().section() == Section.MODEL)
                        .collect(
                                Collectors.toMap(file -> file.getKey().inModel(), file -> Digest.of(file.getValue()))));
        files.put(BundlePath.MODEL_SIGNATURE, SignedModel.sign(model, key));
        List<BundleFile> listed = files.entrySet().stream()
                .map(file -> new BundleFile(file.getKey(), file.getValue().length, Digest.of(file.getValue())))
                .toList();
        byte[] json = SignedRelease.sign(new ReleaseStatement(listed, release(model)), key);
        try {
            SignedRelease release = SignedRelease.verify(json, TrustStore.ofPem(PublicKeys.pem(key.publicKey())));
            return BundleWriter.write(release, name -> new ByteArrayInputStream(content(files, name)), out);
        } catch (RefusedException | GeneralSecurityException e) {
            throw new IllegalStateException("what was just signed does not verify", e);
        }
    }

    private static byte[] content(Map<BundlePath, byte[]> files, BundlePath name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new IllegalStateException("listed and not there: " + name);
        }
        return content;
    }

    private static Map<BundlePath, byte[]> documents() {
        return Map.of(
                BundlePath.ofModel("model.onnx"), SampleModel.onnx(),
                BundlePath.ofModel("preprocess.json"),
                        utf8("""
                                {"input":"image","layout":"NCHW","width":%d,"height":%d,"scale":%s}
                                """.formatted(SampleModel.SIDE, SampleModel.SIDE, 1 / 255.0)),
                BundlePath.ofModel("MODEL_CARD.md"),
                        utf8("# Sample\n\nThe identity over three channels. Tells nothing about any road.\n"));
    }

    private static Release release(ModelStatement model) {
        Digest manifest = Digest.of(model.write());
        Digest policy = Digest.of(utf8("no policy: a sample"));
        List<Digest> evaluations = List.of(Digest.of(utf8("no evaluation: a sample")));
        Compatibility needs = new Compatibility(List.of("sample-vehicle"), ">=1.17", 1);
        Candidate candidate = new Candidate(manifest, evaluations, needs, policy);
        return new Release(
                LINE,
                "0.1.0",
                1,
                1,
                0,
                null,
                needs,
                manifest,
                model.root(),
                policy,
                evaluations,
                Map.of(),
                new Approval(candidate.digest(), NOBODY, null, List.of()),
                null);
    }

    private static KeyProvider throwAwayKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
        return PemKeyProvider.read("-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(pkcs8)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
