package dev.signalbox.streaming.budget.kafka;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.kafka.CompactedTopic;
import dev.signalbox.kit.kafka.KafkaSettings;
import dev.signalbox.streaming.budget.Budget;
import dev.signalbox.streaming.budget.BudgetDefinition;
import dev.signalbox.streaming.budget.KnownBudgets;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every replica learns the budgets from cost-service's compacted topic. */
@Configuration(proxyBeanMethods = false)
class BudgetTopic {

  @Bean
  CompactedTopic<Budget> budgets(
      KafkaSettings settings, EventFormat format, Events events, KnownBudgets budgets) {
    return new CompactedTopic<>(
        settings, format, Topics.BUDGETS, event -> budget(events, event), budgets::apply);
  }

  private static @Nullable Budget budget(Events events, Event event) {
    return event.type().equals("signalbox.budget.deleted.v1")
        ? null
        : events.read(event, BudgetDefinition.class).toBudget();
  }
}
