/** Requests of clients: what is read of them in one pass, and their fields with their paths. */
@NullMarked
package dev.signalbox.streaming.wire.request;

import org.jspecify.annotations.NullMarked;
