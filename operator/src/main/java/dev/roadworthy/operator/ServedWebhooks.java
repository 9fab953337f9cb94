package dev.roadworthy.operator;

import io.vertx.core.net.SocketAddress;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Webhooks at an address, which is closed before this operator leads. */
final class ServedWebhooks implements Webhooks {

    private static final Logger LOG = Logger.getLogger(ServedWebhooks.class);

    private final WebhookServer server;
    private final SocketAddress address;
    private final CoalescedChanges changes;

    ServedWebhooks(WebhookServer server, SocketAddress address, CoalescedChanges changes) {
        this.server = server;
        this.address = address;
        this.changes = changes;
    }

    @Override
    public void listen(Consumer<Change> listener) {
        changes.listen(listener);
    }

    @Override
    public void lead() {
        server.open(address)
                .onFailure(failure -> LOG.errorf(
                        "%s cannot be opened for webhooks: %s; pull requests are looked at each minute all the same",
                        address, failure.getMessage()));
    }
}
