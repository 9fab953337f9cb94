package dev.roadworthy.operator;

import dev.roadworthy.controller.port.GitHostEvents;
import java.util.function.Consumer;

/** Takes what Git hosts tell by themselves. */
interface Webhooks extends GitHostEvents {

    /** No host is listened to. */
    Webhooks NONE = new Webhooks() {
        @Override
        public void listen(Consumer<Change> listener) {}

        @Override
        public void lead() {}
    };

    /** From now on this operator listens, and no other. */
    void lead();
}
