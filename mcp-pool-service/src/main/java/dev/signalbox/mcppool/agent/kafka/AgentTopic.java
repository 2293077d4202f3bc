package dev.signalbox.mcppool.agent.kafka;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.kafka.CompactedTopic;
import dev.signalbox.kit.kafka.KafkaSettings;
import dev.signalbox.mcppool.agent.KnownAgents;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every replica learns the agents from the registry's compacted topic. */
@Configuration(proxyBeanMethods = false)
class AgentTopic {

  /** The registry's definition of an agent, as far as it matters here. */
  record AgentDefinition(@Nullable List<String> mcpTools) {}

  @Bean
  CompactedTopic<Set<String>> agents(
      KafkaSettings settings, EventFormat format, Events events, KnownAgents agents) {
    return new CompactedTopic<Set<String>>(
        settings, format, Topics.AGENTS, event -> servers(events, event), agents::apply);
  }

  private static @Nullable Set<String> servers(Events events, Event event) {
    if (event.type().equals("signalbox.agent.deleted.v1")) {
      return null;
    }
    List<String> servers = events.read(event, AgentDefinition.class).mcpTools();
    return servers == null ? Set.of() : Set.copyOf(servers);
  }
}
