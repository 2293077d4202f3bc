/**
 * Answers over WebSockets: several streams share one connection, each with its own flow control,
 * and each is a request like any other.
 */
@NullMarked
package dev.signalbox.streaming.socket;

import org.jspecify.annotations.NullMarked;
