package dev.signalbox.mcppool.limit;

import dev.signalbox.mcppool.pool.Turns;
import dev.signalbox.mcppool.settings.McpProperties;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {
  @Bean
  CurrentLimits currentLimits(ToolLimits limits) {
    CurrentLimits current = new CurrentLimits(limits);
    current.refresh();
    return current;
  }

  @Bean
  Turns limitRefresh(
      CurrentLimits limits, ScheduledExecutorService connectionTimer, McpProperties properties) {
    return Turns.every(properties.refreshInterval(), connectionTimer, limits::refresh);
  }
}
