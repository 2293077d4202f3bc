package dev.signalbox.routing.run;

import org.jspecify.annotations.Nullable;

/**
 * A message that is stored, with the run that answers it.
 *
 * @param position the message's place in the conversation
 * @param eventId the event that says it was received
 * @param agentId who the conversation is with so far; null for nobody
 * @param pinnedAgentId who it is pinned to; null for nobody
 */
record Receipt(
    String conversationId,
    String messageId,
    String runId,
    int position,
    String eventId,
    @Nullable String agentId,
    @Nullable String pinnedAgentId) {}
