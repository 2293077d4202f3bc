/**
 * Binary messages one after the other, as AWS streams them: cut, checked and written. The format is
 * Smithy's "Amazon Event Stream Specification".
 */
@NullMarked
package dev.signalbox.streaming.wire.eventstream;

import org.jspecify.annotations.NullMarked;
