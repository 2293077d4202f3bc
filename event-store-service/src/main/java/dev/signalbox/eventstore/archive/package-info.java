/** Old months of the log: kept in compressed files, and put back when they are wanted. */
@NullMarked
package dev.signalbox.eventstore.archive;

import org.jspecify.annotations.NullMarked;
