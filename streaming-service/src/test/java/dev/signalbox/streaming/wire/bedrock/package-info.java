/** Converse both ways: what is read is what was said, and what is written is what AWS reads. */
@NullMarked
package dev.signalbox.streaming.wire.bedrock;

import org.jspecify.annotations.NullMarked;
