package dev.signalbox.routing.agent.kafka;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.kafka.CompactedTopic;
import dev.signalbox.kit.kafka.KafkaSettings;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentDefinition;
import dev.signalbox.routing.agent.KnownAgents;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every replica learns the agents from the registry's compacted topic. */
@Configuration(proxyBeanMethods = false)
class AgentTopic {

  @Bean
  CompactedTopic<Agent> agents(
      KafkaSettings settings, EventFormat format, Events events, KnownAgents agents) {
    return new CompactedTopic<>(
        settings, format, Topics.AGENTS, event -> agent(events, event), agents::apply);
  }

  private static @Nullable Agent agent(Events events, Event event) {
    return event.type().equals("signalbox.agent.deleted.v1")
        ? null
        : events.read(event, AgentDefinition.class).toAgent();
  }
}
