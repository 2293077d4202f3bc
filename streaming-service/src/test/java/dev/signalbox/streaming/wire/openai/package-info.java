/** What is read and rewritten, and that nothing else is touched. */
@NullMarked
package dev.signalbox.streaming.wire.openai;

import org.jspecify.annotations.NullMarked;
