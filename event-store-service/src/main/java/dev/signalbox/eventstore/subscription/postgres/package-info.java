/** Subscriptions in PostgreSQL. */
@NullMarked
package dev.signalbox.eventstore.subscription.postgres;

import org.jspecify.annotations.NullMarked;
