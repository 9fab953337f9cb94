package dev.roadworthy.operator;

import java.time.Duration;

/**
 * What strangers may cost.
 *
 * @param connections at once; a further one is cut
 * @param bytes of a body
 * @param deadline of a connection, from its first byte to its last
 * @param aSecond requests that are looked at within a second
 */
record WebhookLimits(int connections, int bytes, Duration deadline, int aSecond) {

    /** An event about a pull request has some tens of kB: this is 16 MiB at most. */
    static final WebhookLimits USUAL = new WebhookLimits(32, 512 * 1024, Duration.ofSeconds(10), 50);
}
