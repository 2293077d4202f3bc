package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.ReasoningCount;

/**
 * In what a provider differs from others of its protocol.
 *
 * @param reasoning where it counts reasoning tokens; of concern to chat completions only
 */
public record Conventions(ReasoningCount reasoning) {}
