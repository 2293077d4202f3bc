/** Consumers that are processes of their own, and what they say. */
@NullMarked
package dev.signalbox.eventstore.subscription.testing;

import org.jspecify.annotations.NullMarked;
