/** Requests and answers of generateContent, read and written. */
@NullMarked
package dev.signalbox.streaming.wire.gemini;

import org.jspecify.annotations.NullMarked;
