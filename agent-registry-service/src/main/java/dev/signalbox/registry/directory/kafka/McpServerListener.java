package dev.signalbox.registry.directory.kafka;

import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.registry.directory.McpServers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Listens for tool servers that come, change and go. */
@Component
class McpServerListener {

  private static final String CONSUMER = "mcp-directory";

  private final Events events;
  private final ConsumedEvents consumed;
  private final McpServers servers;

  McpServerListener(Events events, ConsumedEvents consumed, McpServers servers) {
    this.events = events;
    this.consumed = consumed;
    this.servers = servers;
  }

  /** What matters here of all kinds of events. */
  record Server(
      @Nullable String serverId,
      @Nullable String transport,
      @Nullable String description,
      @Nullable String availability) {}

  @KafkaListener(
      id = CONSUMER,
      idIsGroup = false,
      topics = Topics.MCP,
      groupId = "agent-registry-service",
      containerFactory = "eventListeners")
  void on(Event event) {
    switch (event.type()) {
      case "signalbox.mcp.server-registered.v1",
          "signalbox.mcp.server-changed.v1",
          "signalbox.mcp.server-removed.v1",
          "signalbox.mcp.server-availability-changed.v1" ->
          consumed.once(CONSUMER, event, () -> learn(event));
      default -> {
        // Calls, which are nothing to list.
      }
    }
  }

  private void learn(Event event) {
    Server server = events.read(event, Server.class);
    String id = server.serverId();
    if (id == null) {
      return;
    }
    switch (event.type()) {
      case "signalbox.mcp.server-removed.v1" -> servers.remove(id);
      case "signalbox.mcp.server-availability-changed.v1" ->
          servers.available(id, "enabled".equals(server.availability()), event.time());
      default ->
          servers.put(
              id,
              server.transport() == null ? "unknown" : server.transport(),
              server.description(),
              event.time());
    }
  }
}
