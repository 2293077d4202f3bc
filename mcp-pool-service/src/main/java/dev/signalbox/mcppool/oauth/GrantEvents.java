package dev.signalbox.mcppool.oauth;

import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.mcppool.server.ServerId;
import org.springframework.stereotype.Component;

/** What the platform is told about access to servers: never a token. */
@Component
class GrantEvents {
  private final Events events;
  private final Outbox outbox;

  /** Data of {@code signalbox.mcp.access-granted.v1}. */
  record Granted(
      String serverId, String issuer, String scope, boolean renewable, String grantedBy) {}

  /**
   * Data of {@code signalbox.mcp.access-forgotten.v1}.
   *
   * @param revocable whether the authorization server is asked to forget it too
   */
  record Forgotten(String serverId, String issuer, boolean revocable, String forgottenBy) {}

  GrantEvents(Events events, Outbox outbox) {
    this.events = events;
    this.outbox = outbox;
  }

  void granted(ServerId id, Access access, Tokens tokens, String by) {
    publish(
        "signalbox.mcp.access-granted.v1",
        id,
        new Granted(id.value(), access.issuer(), tokens.scope(), tokens.refresh() != null, by));
  }

  void forgotten(ServerId id, Access access, String by) {
    publish(
        "signalbox.mcp.access-forgotten.v1",
        id,
        new Forgotten(id.value(), access.issuer(), access.revocationEndpoint() != null, by));
  }

  private void publish(String type, ServerId id, Object data) {
    String subject = "mcp-server/" + id;
    outbox.publish(Topics.MCP, subject, events.create(type, subject, data));
  }
}
