package dev.roadworthy.operator;

import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Webhooks at a port, which is closed before this operator leads. */
final class ServedWebhooks implements Webhooks {

    private static final Logger LOG = Logger.getLogger(ServedWebhooks.class);

    private final WebhookServer server;
    private final int port;
    private final CoalescedChanges changes;

    ServedWebhooks(WebhookServer server, int port, CoalescedChanges changes) {
        this.server = server;
        this.port = port;
        this.changes = changes;
    }

    @Override
    public void listen(Consumer<Change> listener) {
        changes.listen(listener);
    }

    @Override
    public void lead() {
        server.open(port)
                .onFailure(failure -> LOG.errorf(
                        "port %d cannot be opened for webhooks: %s; pull requests are looked at each minute all the same",
                        port, failure.getMessage()));
    }
}
