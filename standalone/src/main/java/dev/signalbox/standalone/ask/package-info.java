/** Sends a message to the platform and shows the answer as it streams. */
@NullMarked
package dev.signalbox.standalone.ask;

import org.jspecify.annotations.NullMarked;
