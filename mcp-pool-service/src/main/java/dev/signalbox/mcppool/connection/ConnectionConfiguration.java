package dev.signalbox.mcppool.connection;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.mcppool.helpscout.HelpScoutProperties;
import dev.signalbox.mcppool.oauth.AccessTokens;
import dev.signalbox.mcppool.openapi.OpenApiProperties;
import dev.signalbox.mcppool.process.Launcher;
import dev.signalbox.mcppool.process.Leftovers;
import dev.signalbox.mcppool.process.StopTimes;
import dev.signalbox.mcppool.server.Secrets;
import dev.signalbox.mcppool.server.Servers;
import dev.signalbox.mcppool.settings.McpProperties;
import dev.signalbox.mcppool.transport.HttpCalls;
import dev.signalbox.mcppool.transport.HttpConnections;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {
  private static final Duration TCP_CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

  /** Also ends what an earlier pool left behind; that is no reason to start later. */
  @Bean
  Launcher launcher(McpProperties properties) {
    Thread.ofVirtual()
        .name("mcp-leftovers")
        .start(
            () -> {
              Leftovers.reap();
              WorkingFolder.removeLeft(workDirectory(properties));
            });
    return new Launcher(
        new StopTimes(properties.stopAfterEndOfInput(), properties.stopAfterTerm()));
  }

  @Bean
  HttpConnections httpConnections(McpProperties properties, AddressGuard addresses) {
    // A listening stream beside the calls; and no server can use up what others need.
    int perHost = properties.maxInFlight() + 8;
    return new HttpConnections(
        addresses,
        perHost,
        perHost * properties.maxServers(),
        TCP_CONNECT_TIMEOUT,
        LONGEST_SILENCE);
  }

  @Bean
  HttpCalls httpCalls(HttpConnections http) {
    return new HttpCalls(http);
  }

  @Bean
  LocalServers localServers(
      HttpCalls http,
      Secrets secrets,
      Servers servers,
      OpenApiProperties openApi,
      HelpScoutProperties helpScout) {
    return new LocalServers(http, secrets, servers::document, openApi, helpScout.apiUrl());
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService connectionTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("mcp-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  @Bean
  ConnectionFactory connectionFactory(
      Launcher launcher,
      HttpConnections http,
      Secrets secrets,
      ScheduledExecutorService connectionTimer,
      Clock clock,
      LocalServers locals,
      AccessTokens accessTokens,
      ListChanges changes,
      McpProperties properties) {
    McpProperties.BackOff backOff = properties.backOff();
    return new ConnectionFactory(
        launcher,
        http,
        locals,
        accessTokens,
        secrets,
        workDirectory(properties),
        changes,
        new ConnectionLimits(
            (int) properties.maxMessage().toBytes(),
            properties.maxInFlight(),
            properties.maxQueued(),
            new ToolRules(properties.maxTools(), properties.listTtl()),
            properties.probePatience()),
        properties.connectTimeout(),
        new BackOff(
            backOff.initial(), backOff.max(), backOff.crashLoopAfter(), backOff.stableAfter()),
        connectionTimer,
        clock);
  }

  @Bean
  MeterBinder processMeters(Launcher launcher) {
    return registry ->
        Gauge.builder("signalbox.mcp.processes", launcher, Launcher::running).register(registry);
  }

  private static Path workDirectory(McpProperties properties) {
    Path set = properties.workDirectory();
    return set != null
        ? set
        : Path.of(
            System.getProperty("java.io.tmpdir"),
            "signalbox-mcp-" + System.getProperty("user.name"));
  }
}
