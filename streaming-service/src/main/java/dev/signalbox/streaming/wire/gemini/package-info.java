/**
 * Gemini's generateContent as bytes, both ways. What it is like is said at
 * ai.google.dev/api/generate-content and in the types of the official SDKs.
 */
@NullMarked
package dev.signalbox.streaming.wire.gemini;

import org.jspecify.annotations.NullMarked;
