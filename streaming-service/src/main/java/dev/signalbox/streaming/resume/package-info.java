/**
 * Streams that a client which lost its connection continues on any replica: what it was sent is
 * stored before it is sent.
 */
@NullMarked
package dev.signalbox.streaming.resume;

import org.jspecify.annotations.NullMarked;
