package dev.roadworthy.controller.release;

import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Fleet;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHostEvents;
import dev.roadworthy.controller.port.ReleaseSigner;

/** The world outside, as a release needs it. */
public record ReleasePorts(
        ArtifactStore store, ReleaseSigner signer, Fleet fleet, GitHost gitHost, GitHostEvents gitHostEvents) {}
