/**
 * Personal data sealed under a key per person, so that forgetting somebody needs no change of the
 * log.
 */
@NullMarked
package dev.signalbox.eventstore.privacy;

import org.jspecify.annotations.NullMarked;
