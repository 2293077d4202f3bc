package dev.signalbox.routing.run;

import org.jspecify.annotations.Nullable;

/**
 * An answer as a message of its conversation.
 *
 * @param tokens see {@link dev.signalbox.routing.conversation.MessageTokens#stored}
 * @param model null if it is not known
 * @param incomplete whether it was cut off
 */
record StoredAnswer(
    String messageId,
    String content,
    int tokens,
    String agentId,
    @Nullable String model,
    boolean incomplete) {}
