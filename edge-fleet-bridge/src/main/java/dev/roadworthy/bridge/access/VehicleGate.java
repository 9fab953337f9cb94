package dev.roadworthy.bridge.access;

import dev.roadworthy.bridge.store.Database;
import dev.roadworthy.bridge.store.Vehicles;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Lets a vehicle in to what is its own. One that is not enrolled hears the same as one with a wrong token. */
@jakarta.ws.rs.ext.Provider
@VehicleOnly
public final class VehicleGate implements ContainerRequestFilter {

    private static final String SCHEME = "TargetToken";

    // Gates are made while the application is built up, before there is anything to open them with.
    private final Provider<Database> database;

    @Inject
    public VehicleGate(Provider<Database> database) {
        this.database = database;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String vehicle = request.getUriInfo().getPathParameters().getFirst("vehicle");
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean known = Vehicles.isName(vehicle)
                && database.get()
                        .transaction(session -> Vehicles.tokenHash(session, vehicle))
                        .filter(stored -> Token.matches(header, SCHEME, stored))
                        .isPresent();
        if (!known) {
            throw Token.refusal(
                    SCHEME,
                    "no vehicle of this name is enrolled with this token",
                    "enrol the vehicle, or give it the token that it was enrolled with");
        }
    }
}
