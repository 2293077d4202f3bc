/**
 * Readers of the log whose progress is kept here: groups of consumers, leases, retries, parked
 * events.
 */
@NullMarked
package dev.signalbox.eventstore.subscription;

import org.jspecify.annotations.NullMarked;
