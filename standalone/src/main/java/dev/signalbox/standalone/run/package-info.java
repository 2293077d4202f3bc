/** The supervisor's process: all parts put together, started, found again and stopped. */
@NullMarked
package dev.signalbox.standalone.run;

import org.jspecify.annotations.NullMarked;
