package dev.signalbox.mcppool.pool;

import dev.signalbox.mcppool.connection.ConnectionFactory;
import dev.signalbox.mcppool.connection.ServerState.Status;
import dev.signalbox.mcppool.process.Launcher;
import dev.signalbox.mcppool.server.Servers;
import dev.signalbox.mcppool.settings.McpProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PoolConfiguration {
  private static final Duration REAP_INTERVAL = Duration.ofSeconds(30);

  @Bean
  Pools pools(
      Servers servers,
      ConnectionFactory connections,
      ScheduledExecutorService connectionTimer,
      Clock clock,
      McpProperties properties) {
    McpProperties.Breaker breaker = properties.breaker();
    PoolFactory factory =
        new PoolFactory(
            connections,
            new BreakerSettings(
                breaker.window(),
                breaker.minimum(),
                breaker.failurePercent(),
                breaker.openInitial(),
                breaker.openMax(),
                breaker.fairTime()),
            new Probing(properties.probe().interval(), properties.probe().patience()),
            clock);
    return new Pools(servers, factory, connectionTimer, properties.refreshInterval());
  }

  @Bean
  Turns reaper(Launcher launcher, ScheduledExecutorService connectionTimer) {
    return Turns.every(REAP_INTERVAL, connectionTimer, launcher::reapStrays);
  }

  @Bean
  MeterBinder poolMeters(Pools pools) {
    return registry -> {
      for (Status status : Status.values()) {
        Gauge.builder("signalbox.mcp.connections", pools, all -> count(all, status))
            .tag("state", status.name().toLowerCase(Locale.ROOT))
            .register(registry);
      }
      for (PoolHealth.BreakerState state : PoolHealth.BreakerState.values()) {
        Gauge.builder("signalbox.mcp.breakers", pools, all -> count(all, state))
            .tag("state", state.name().toLowerCase(Locale.ROOT))
            .register(registry);
      }
      Gauge.builder(
              "signalbox.mcp.waiting", pools, all -> all.all().mapToInt(PoolHealth::waiting).sum())
          .register(registry);
    };
  }

  private static long count(Pools pools, Status status) {
    return pools
        .all()
        .flatMap(pool -> pool.members().stream())
        .filter(member -> member.state().status() == status)
        .count();
  }

  private static long count(Pools pools, PoolHealth.BreakerState state) {
    return pools
        .all()
        .flatMap(pool -> pool.members().stream())
        .filter(member -> member.breaker() == state)
        .count();
  }
}
