/** The budgets, as they come from Kafka. */
@NullMarked
package dev.signalbox.streaming.budget.kafka;

import org.jspecify.annotations.NullMarked;
