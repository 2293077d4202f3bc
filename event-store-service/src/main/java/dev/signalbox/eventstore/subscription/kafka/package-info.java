/** Subscriptions that are delivered to Kafka topics. */
@NullMarked
package dev.signalbox.eventstore.subscription.kafka;

import org.jspecify.annotations.NullMarked;
