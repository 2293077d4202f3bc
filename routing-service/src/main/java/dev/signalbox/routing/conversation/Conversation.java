package dev.signalbox.routing.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Messages that belong together.
 *
 * @param title the beginning of the first message
 * @param agentId the agent that answered last
 * @param pinnedAgentId the agent that answers everything in it; null for nobody
 */
public record Conversation(
    String conversationId,
    String title,
    @Nullable String agentId,
    @Nullable String pinnedAgentId,
    int messageCount,
    Instant createdAt,
    Instant updatedAt) {}
