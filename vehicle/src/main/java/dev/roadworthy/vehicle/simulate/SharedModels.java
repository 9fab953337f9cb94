package dev.roadworthy.vehicle.simulate;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.vehicle.inference.Model;
import dev.roadworthy.vehicle.inference.ModelFaultException;
import dev.roadworthy.vehicle.inference.Models;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * One model for all vehicles whose disks hold the same bytes: a fleet of the same release takes the memory of one session.
 * The key is what each vehicle has on its own disk, read anew; a spoiled file is a model of its own.
 *
 * <p>Only so many inferences run at once. Waiting for a turn is not part of a latency.
 */
public final class SharedModels implements Models {

    private static final String[] FILES = {"model/model.onnx", "model/preprocess.json"};

    private final Models models;
    private final Semaphore turns;
    private final Map<String, Session> sessions = new HashMap<>();

    /**
     * Shares the models of another source.
     *
     * @param atOnce inferences that may run at the same time
     */
    public SharedModels(Models models, int atOnce) {
        this.models = models;
        this.turns = new Semaphore(atOnce);
    }

    @Override
    public Model open(Path release) throws ModelFaultException, IOException {
        return share(key(release), release);
    }

    private synchronized Model share(String key, Path release) throws ModelFaultException, IOException {
        Session session = sessions.get(key);
        if (session == null) {
            session = new Session(models.open(release));
            sessions.put(key, session);
        }
        session.users++;
        return new Share(key, session);
    }

    /** How many models are open. */
    public synchronized int sessions() {
        return sessions.size();
    }

    private synchronized void release(String key, Session session) {
        session.users--;
        if (session.users == 0) {
            sessions.remove(key);
            session.model.close();
        }
    }

    private static String key(Path release) throws IOException {
        StringBuilder key = new StringBuilder();
        for (String name : FILES) {
            Path file = release.resolve(name);
            key.append(Files.exists(file) ? digest(file) : "none").append(' ');
        }
        return key.toString();
    }

    private static Digest digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream hashed = new DigestInputStream(in, Digest.sha256())) {
            hashed.transferTo(OutputStream.nullOutputStream());
            return Digest.ofHash(hashed.getMessageDigest().digest());
        }
    }

    private static final class Session {

        private final Model model;
        private int users;

        Session(Model model) {
            this.model = model;
        }
    }

    private final class Share implements Model {

        private final String key;
        private final Session session;

        Share(String key, Session session) {
            this.key = key;
            this.session = session;
        }

        @Override
        public Duration look(BufferedImage frame, Duration limit) throws ModelFaultException {
            turns.acquireUninterruptibly();
            try {
                return session.model.look(frame, limit);
            } finally {
                turns.release();
            }
        }

        @Override
        public void close() {
            release(key, session);
        }
    }
}
