/** Replays into Kafka. */
@NullMarked
package dev.signalbox.eventstore.replay.kafka;

import org.jspecify.annotations.NullMarked;
