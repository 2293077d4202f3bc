/** Tests of this package. */
@NullMarked
package dev.signalbox.eventstore.subscription.postgres;

import org.jspecify.annotations.NullMarked;
