/** Keys as other processes see them. */
@NullMarked
package dev.signalbox.eventstore.privacy.postgres;

import org.jspecify.annotations.NullMarked;
