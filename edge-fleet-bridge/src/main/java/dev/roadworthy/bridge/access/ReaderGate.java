package dev.roadworthy.bridge.access;

import dev.roadworthy.bridge.access.OperatorGate.OperatorToken;
import dev.roadworthy.contract.Digest;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Lets readers in, and the operator. */
@jakarta.ws.rs.ext.Provider
@ReaderOnly
public final class ReaderGate implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer";

    // Gates are made while the application is built up, before there is anything to open them with.
    private final Provider<OperatorToken> operator;
    private final Provider<ReaderToken> reader;

    @Inject
    public ReaderGate(Provider<OperatorToken> operator, Provider<ReaderToken> reader) {
        this.operator = operator;
        this.reader = reader;
    }

    /**
     * What is stored of the readers' token.
     *
     * @param hash see {@link Token#hash}; empty where there are no readers
     */
    public record ReaderToken(Optional<Digest> hash) {}

    @Override
    public void filter(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean reads = reader.get()
                .hash()
                .filter(hash -> Token.matches(header, SCHEME, hash))
                .isPresent();
        if (!reads && !Token.matches(header, SCHEME, operator.get().hash())) {
            throw Token.refusal(
                    SCHEME,
                    "this is not the readers' token",
                    "ask whoever installed the bridge for the readers' token");
        }
    }
}
