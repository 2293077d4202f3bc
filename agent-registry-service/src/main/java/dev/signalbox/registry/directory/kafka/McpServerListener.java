package dev.signalbox.registry.directory.kafka;

import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.kafka.EventBatches;
import dev.signalbox.registry.directory.McpServers;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Listens for tool servers that come, change and go. */
@Component
class McpServerListener {

  private static final String CONSUMER = "mcp-directory";
  private static final String REMOVED = "signalbox.mcp.server-removed.v1";
  private static final String AVAILABILITY_CHANGED = "signalbox.mcp.server-availability-changed.v1";
  private static final Set<String> TYPES =
      Set.of(
          "signalbox.mcp.server-registered.v1",
          "signalbox.mcp.server-changed.v1",
          REMOVED,
          AVAILABILITY_CHANGED);

  private final Events events;
  private final ConsumedEvents consumed;
  private final McpServers servers;
  private final EventBatches batches;

  McpServerListener(
      Events events, EventFormat format, ConsumedEvents consumed, McpServers servers) {
    this.events = events;
    this.consumed = consumed;
    this.servers = servers;
    this.batches = new EventBatches(format, this::take);
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
      containerFactory = "recordListeners",
      batch = "true")
  void on(List<ConsumerRecord<byte[], byte @Nullable []>> records) {
    batches.take(records);
  }

  private void take(List<Event> told) {
    // The others are calls, which are nothing to list.
    List<Event> ofServers = told.stream().filter(event -> TYPES.contains(event.type())).toList();
    if (!ofServers.isEmpty()) {
      consumed.onceEach(CONSUMER, ofServers, unseen -> unseen.forEach(this::learn));
    }
  }

  private void learn(Event event) {
    Server server = events.read(event, Server.class);
    String id = server.serverId();
    if (id == null) {
      return;
    }
    switch (event.type()) {
      case REMOVED -> servers.remove(id);
      case AVAILABILITY_CHANGED ->
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
