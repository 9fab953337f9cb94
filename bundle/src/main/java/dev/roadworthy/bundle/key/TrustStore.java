package dev.roadworthy.bundle.key;

import java.security.InvalidKeyException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that are trusted. They come from the vehicle's own storage: a bundle names a key by its id and never brings
 * one.
 */
public final class TrustStore {

    private final Map<String, TrustedKey> byId;

    private TrustStore(Map<String, TrustedKey> byId) {
        this.byId = Map.copyOf(byId);
    }

    /**
     * Trusts these keys, each for its lines.
     *
     * @throws InvalidKeyException where a key is on another curve than {@link EcCurve} has, or is there twice
     */
    public static TrustStore of(Collection<TrustedKey> keys) throws InvalidKeyException {
        Map<String, TrustedKey> byId = new LinkedHashMap<>();
        for (TrustedKey key : keys) {
            EcCurve.of(key.key());
            if (byId.put(key.id(), key) != null) {
                throw new InvalidKeyException("the key %s is there twice".formatted(key.id()));
            }
        }
        return new TrustStore(byId);
    }

    /**
     * Trusts the keys of a PEM text for every model line.
     *
     * @throws InvalidKeyException see {@link PublicKeys#read}
     */
    public static TrustStore ofPem(String pem) throws InvalidKeyException {
        return of(PublicKeys.read(pem).stream()
                .map(key -> new TrustedKey(key, Set.of(TrustedKey.EVERY_LINE)))
                .toList());
    }

    /** The key of this id, if it is trusted. */
    public Optional<TrustedKey> find(String keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }
}
