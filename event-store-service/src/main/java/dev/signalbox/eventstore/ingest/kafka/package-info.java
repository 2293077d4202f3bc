/** Platform events as they come from Kafka. */
@NullMarked
package dev.signalbox.eventstore.ingest.kafka;

import org.jspecify.annotations.NullMarked;
