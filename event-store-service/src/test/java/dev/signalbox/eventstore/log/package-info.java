/** What a log must do, whatever keeps it. */
@NullMarked
package dev.signalbox.eventstore.log;

import org.jspecify.annotations.NullMarked;
