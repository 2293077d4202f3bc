package dev.signalbox.routing.run;

import dev.signalbox.kit.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A message to be answered.
 *
 * @param conversationId the conversation it continues; null to begin one
 * @param agentId the agent it is meant for; null to have one chosen
 * @param metadata JSON that is kept with the message; null for none
 * @param repeat what makes sending it again harmless; null for nothing
 */
public record Ask(
    Caller caller,
    String message,
    @Nullable String conversationId,
    @Nullable String agentId,
    Complexity complexity,
    @Nullable String metadata,
    @Nullable Repeat repeat) {

  /**
   * What makes it harmless to send a message again.
   *
   * @param key the caller's idempotency key
   * @param digest of everything the caller asked for under it
   */
  public record Repeat(String key, String digest) {}
}
