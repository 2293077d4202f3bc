/** Filing from the real Kafka. */
@NullMarked
package dev.signalbox.eventstore.ingest.kafka;

import org.jspecify.annotations.NullMarked;
