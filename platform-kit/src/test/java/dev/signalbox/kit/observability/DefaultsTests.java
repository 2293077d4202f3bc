package dev.signalbox.kit.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

class DefaultsTests {
  private static StandardEnvironment environment(Map<String, Object> own) {
    StandardEnvironment environment = new StandardEnvironment();
    MutablePropertySources sources = environment.getPropertySources();
    sources.addFirst(new MapPropertySource("own", own));
    new DefaultsEnvironmentPostProcessor()
        .postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }

  @Test
  void whatAServiceSaysItselfComesFirst() {
    StandardEnvironment environment = environment(Map.of("server.shutdown", "immediate"));

    assertThat(environment.getProperty("server.shutdown")).isEqualTo("immediate");
    assertThat(environment.getProperty("spring.threads.virtual.enabled")).isEqualTo("true");
  }

  @Test
  void nothingIsExportedUnlessAnEndpointIsConfigured() {
    assertThat(environment(Map.of()).getProperty("management.otlp.metrics.export.enabled"))
        .isEqualTo("false");
    assertThat(
            environment(Map.of())
                .getProperty("management.opentelemetry.tracing.export.otlp.endpoint"))
        .isNull();

    StandardEnvironment exporting =
        environment(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/"));
    assertThat(exporting.getProperty("management.opentelemetry.tracing.export.otlp.endpoint"))
        .isEqualTo("http://collector:4318/v1/traces");
    assertThat(exporting.getProperty("management.otlp.metrics.export.enabled")).isEqualTo("true");
    assertThat(exporting.getProperty("management.otlp.metrics.export.url"))
        .isEqualTo("http://collector:4318/v1/metrics");
  }

  @Test
  void tracesAreRecordedOnlyWhereTheyAreExported() {
    String probability = "management.tracing.sampling.probability";

    assertThat(environment(Map.of()).getProperty(probability)).isEqualTo("0.0");
    assertThat(environment(Map.of(probability, "0.5")).getProperty(probability)).isEqualTo("0.5");
    assertThat(
            environment(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"))
                .getProperty(probability))
        .isEqualTo("1.0");
    assertThat(
            environment(
                    Map.of(
                        "management.opentelemetry.tracing.export.otlp.endpoint",
                        "http://collector:4318/v1/traces"))
                .getProperty(probability))
        .isEqualTo("1.0");
  }
}
