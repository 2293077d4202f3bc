/** WebSockets as their clients see them. */
@NullMarked
package dev.signalbox.streaming.socket;

import org.jspecify.annotations.NullMarked;
