package dev.signalbox.mcppool.server;

import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the platform is told about servers: never a value of a header or a variable. */
@Component
class ServerEvents {
  private final Events events;
  private final Outbox outbox;

  /** Data of {@code signalbox.mcp.server-registered.v1}. */
  record Registered(
      String serverId, String transport, @Nullable String description, String registeredBy) {}

  /** Data of {@code signalbox.mcp.server-removed.v1}. */
  record Removed(String serverId, String removedBy) {}

  /** Data of {@code signalbox.mcp.server-changed.v1}. */
  record Changed(
      String serverId, String transport, @Nullable String description, String changedBy) {}

  /** Data of {@code signalbox.mcp.server-availability-changed.v1}. */
  record AvailabilityChanged(String serverId, Availability availability, String changedBy) {}

  /** Data of {@code signalbox.mcp.server-replicas-changed.v1}. */
  record ReplicasChanged(String serverId, Set<Integer> drainedReplicas, String changedBy) {}

  ServerEvents(Events events, Outbox outbox) {
    this.events = events;
    this.outbox = outbox;
  }

  void registered(ServerDefinition server) {
    publish(
        "signalbox.mcp.server-registered.v1",
        server.id(),
        new Registered(
            server.id().value(),
            server.transport().type(),
            server.description(),
            server.registeredBy()));
  }

  void removed(ServerId id, String by) {
    publish("signalbox.mcp.server-removed.v1", id, new Removed(id.value(), by));
  }

  void changed(ServerDefinition server, String by) {
    publish(
        "signalbox.mcp.server-changed.v1",
        server.id(),
        new Changed(server.id().value(), server.transport().type(), server.description(), by));
  }

  void availabilityChanged(ServerDefinition server, String by) {
    publish(
        "signalbox.mcp.server-availability-changed.v1",
        server.id(),
        new AvailabilityChanged(server.id().value(), server.availability(), by));
  }

  void replicasChanged(ServerId id, Set<Integer> drained, String by) {
    publish(
        "signalbox.mcp.server-replicas-changed.v1",
        id,
        new ReplicasChanged(id.value(), drained, by));
  }

  private void publish(String type, ServerId id, Object data) {
    String subject = "mcp-server/" + id;
    outbox.publish(Topics.MCP, subject, events.create(type, subject, data));
  }
}
