package dev.signalbox.kit.observability;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Puts {@code signalbox-defaults.yaml} behind every other source of configuration, and with it what
 * depends on where the process runs: ECS logs outside a terminal, OTLP export where {@code
 * OTEL_EXPORTER_OTLP_ENDPOINT} says so.
 */
final class DefaultsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {
  private static final String FILE = "signalbox-defaults.yaml";
  private static final String TRACES = "management.opentelemetry.tracing.export.otlp.endpoint";
  private static final String DERIVED = "signalbox-derived-defaults";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (environment.getPropertySources().contains(DERIVED)) {
      return;
    }
    environment.getPropertySources().addLast(new MapPropertySource(DERIVED, derived(environment)));
    try {
      new YamlPropertySourceLoader()
          .load(FILE, new ClassPathResource(FILE))
          .forEach(environment.getPropertySources()::addLast);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  private static Map<String, Object> derived(ConfigurableEnvironment environment) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    if (!Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)) {
      defaults.put("logging.structured.format.console", "ecs");
    }
    String endpoint = environment.getProperty("OTEL_EXPORTER_OTLP_ENDPOINT", "");
    if (endpoint.isBlank()) {
      if (!environment.containsProperty(TRACES)) {
        // Traces that nobody gets have ids for logs and events, but nothing is recorded of them.
        defaults.put("management.tracing.sampling.probability", "0.0");
      }
    } else {
      String base = endpoint.replaceFirst("/+$", "");
      defaults.put(TRACES, base + "/v1/traces");
      defaults.put("management.otlp.metrics.export.enabled", "true");
      defaults.put("management.otlp.metrics.export.url", base + "/v1/metrics");
    }
    return defaults;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
