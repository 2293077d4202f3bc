/** Sealed data, and what is left of it after forgetting. */
@NullMarked
package dev.signalbox.eventstore.privacy;

import org.jspecify.annotations.NullMarked;
