/** Starts processes, watches them, restarts what dies, and leaves none behind. */
@NullMarked
package dev.signalbox.standalone.supervise;

import org.jspecify.annotations.NullMarked;
