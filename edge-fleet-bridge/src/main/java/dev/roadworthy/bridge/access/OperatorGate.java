package dev.roadworthy.bridge.access;

import dev.roadworthy.contract.Digest;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Lets the operator in. */
@jakarta.ws.rs.ext.Provider
@OperatorOnly
public final class OperatorGate implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer";

    // Gates are made while the application is built up, before there is anything to open them with.
    private final Provider<OperatorToken> token;

    @Inject
    public OperatorGate(Provider<OperatorToken> token) {
        this.token = token;
    }

    /**
     * What is stored of the operator's token.
     *
     * @param hash see {@link Token#hash}
     */
    public record OperatorToken(Digest hash) {}

    @Override
    public void filter(ContainerRequestContext request) {
        if (!Token.matches(
                request.getHeaderString(HttpHeaders.AUTHORIZATION),
                SCHEME,
                token.get().hash())) {
            throw Token.refusal(SCHEME, "this is not the operator's token", "give the operator the bridge's token");
        }
    }
}
