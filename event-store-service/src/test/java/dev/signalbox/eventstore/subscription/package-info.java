/** Tests of this package. */
@NullMarked
package dev.signalbox.eventstore.subscription;

import org.jspecify.annotations.NullMarked;
