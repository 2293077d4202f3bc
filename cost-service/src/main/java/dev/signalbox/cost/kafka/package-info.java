/** Usage events, as they come from Kafka. */
@NullMarked
package dev.signalbox.cost.kafka;

import org.jspecify.annotations.NullMarked;
