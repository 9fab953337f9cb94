package dev.roadworthy.vehicle.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** Where a vehicle stands in an installation, with what it has to know there after a power cut. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Idle.class, name = "Idle"),
    @JsonSubTypes.Type(value = Phase.Downloading.class, name = "Downloading"),
    @JsonSubTypes.Type(value = Phase.Staged.class, name = "Staged"),
    @JsonSubTypes.Type(value = Phase.Trial.class, name = "Trial"),
    @JsonSubTypes.Type(value = Phase.Reporting.class, name = "Reporting")
})
public sealed interface Phase {

    /** Its name in the table of transitions. */
    @JsonIgnore
    Stage stage();

    /** Nothing is to be done. */
    record Idle() implements Phase {
        @Override
        public Stage stage() {
            return Stage.IDLE;
        }
    }

    /**
     * The archive is fetched and verified.
     *
     * @param starts how often the agent has begun anew within it
     */
    record Downloading(Assignment assignment, int starts) implements Phase {
        @Override
        public Stage stage() {
            return Stage.DOWNLOADING;
        }
    }

    /** The release is verified, synced, and has passed its golden inference. The old one runs. */
    record Staged(Assignment assignment, Installed candidate) implements Phase {
        @Override
        public Stage stage() {
            return Stage.STAGED;
        }
    }

    /**
     * {@code current} leads to the candidate, or is about to.
     *
     * @param previous what ran before, and runs again if the trial fails; null on the first installation
     * @param starts how often the agent has begun anew within it
     */
    record Trial(
            Assignment assignment,
            Installed candidate,
            @Nullable Installed previous,
            int starts) implements Phase {
        @Override
        public Stage stage() {
            return Stage.TRIAL;
        }
    }

    /** The action is over, and the bridge has not heard of it for certain. */
    record Reporting(String action, Outcome outcome) implements Phase {
        @Override
        public Stage stage() {
            return Stage.REPORTING;
        }
    }
}
