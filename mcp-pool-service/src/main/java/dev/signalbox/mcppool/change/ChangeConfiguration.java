package dev.signalbox.mcppool.change;

import dev.signalbox.mcppool.pool.Turns;
import dev.signalbox.mcppool.settings.McpProperties;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ChangeConfiguration {
  @Bean
  ChangedLists changedLists(Revisions revisions, ScheduledExecutorService connectionTimer) {
    return new ChangedLists(revisions, connectionTimer);
  }

  @Bean
  Turns changesOfOtherReplicas(
      ChangedLists lists, ScheduledExecutorService connectionTimer, McpProperties properties) {
    return Turns.every(properties.refreshInterval(), connectionTimer, lists::refreshIfHeard);
  }
}
