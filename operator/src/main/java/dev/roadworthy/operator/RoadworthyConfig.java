package dev.roadworthy.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** What an installation sets, by the chart's values. */
@ConfigMapping(prefix = "roadworthy")
public interface RoadworthyConfig {

    /** The steps that run in pods. */
    Steps steps();

    /** Where artifacts lie. */
    Store store();

    /** The steps that run in pods. */
    interface Steps {

        /** The worker's image. */
        String workerImage();

        /** When a node pulls it. */
        @WithDefault("IfNotPresent")
        String imagePullPolicy();

        /** The ServiceAccount of step pods, in the namespace of each object. */
        String serviceAccount();

        /** Secret with AWS's variables for the artifact store, in the namespace of each object. */
        Optional<String> storeSecret();

        /** Further environment of every step. */
        Map<String, String> environment();
    }

    /** Where artifacts lie. Region, endpoint and credentials come by AWS's own variables. */
    interface Store {

        /** {@code s3://bucket/prefix}. */
        String uri();
    }
}
