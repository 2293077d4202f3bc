/** Deletes what has been kept long enough, in steps that never hold a lock for long. */
@NullMarked
package dev.signalbox.kit.housekeeping;

import org.jspecify.annotations.NullMarked;
