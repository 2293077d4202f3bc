/** Requests and streams as tests need them, for any protocol. */
@NullMarked
package dev.signalbox.streaming.wire.testing;

import org.jspecify.annotations.NullMarked;
