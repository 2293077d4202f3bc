/**
 * Anthropic's Messages API as bytes, both ways. What it is like is said at
 * platform.claude.com/docs/en/api/messages and in the types of the official SDKs.
 */
@NullMarked
package dev.signalbox.streaming.wire.anthropic;

import org.jspecify.annotations.NullMarked;
