package dev.signalbox.routing.remote;

import org.jspecify.annotations.Nullable;

/**
 * What an agent calls a conversation (A2A 1.0, section 3.4).
 *
 * @param contextId its own name of the conversation
 * @param taskId the task that waits for what the user says next; null if none does
 */
record A2aSession(String contextId, @Nullable String taskId) {}
