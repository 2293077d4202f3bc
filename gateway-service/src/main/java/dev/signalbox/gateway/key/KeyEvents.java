package dev.signalbox.gateway.key;

import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts on record what happens to API keys. */
class KeyEvents {
  private record Created(
      String keyId,
      String name,
      String role,
      @Nullable String user,
      @Nullable String team,
      @Nullable Set<String> agents,
      @Nullable Instant expiresAt,
      @Nullable String createdBy) {}

  private record Revoked(String keyId, String revokedBy, Instant revokedAt) {}

  private final Events events;
  private final Outbox outbox;

  KeyEvents(Events events, Outbox outbox) {
    this.events = events;
    this.outbox = outbox;
  }

  void created(ApiKey key) {
    publish(
        key.id(),
        "signalbox.key.created.v1",
        new Created(
            key.id(),
            key.name(),
            key.role().wireName(),
            key.user(),
            key.team(),
            key.agents(),
            key.expiresAt(),
            key.createdBy()));
  }

  void revoked(String id, String revokedBy, Instant at) {
    publish(id, "signalbox.key.revoked.v1", new Revoked(id, revokedBy, at));
  }

  private void publish(String keyId, String type, Object data) {
    String subject = "key/" + keyId;
    outbox.publish(Topics.AUDIT, subject, events.create(type, subject, data));
  }
}
