/** States, folds and patches. */
@NullMarked
package dev.signalbox.eventstore.state;

import org.jspecify.annotations.NullMarked;
