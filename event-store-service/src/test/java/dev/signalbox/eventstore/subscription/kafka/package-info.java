/** Tests of this package. */
@NullMarked
package dev.signalbox.eventstore.subscription.kafka;

import org.jspecify.annotations.NullMarked;
