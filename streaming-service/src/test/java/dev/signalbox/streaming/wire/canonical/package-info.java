/** What requests and answers are, whatever their protocol. */
@NullMarked
package dev.signalbox.streaming.wire.canonical;

import org.jspecify.annotations.NullMarked;
