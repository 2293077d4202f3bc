/** Events: the CloudEvents envelope, the transactional outbox, and consumers that act once. */
@NullMarked
package dev.signalbox.kit.event;

import org.jspecify.annotations.NullMarked;
