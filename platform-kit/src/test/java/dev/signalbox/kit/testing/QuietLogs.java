package dev.signalbox.kit.testing;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Logs of tests are for people, and the embedded broker is not what is tested. */
final class QuietLogs implements EnvironmentPostProcessor {
  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "signalbox-test-logging",
                Map.of(
                    "logging.structured.format.console", "",
                    "logging.level.kafka", "error",
                    "logging.level.state.change.logger", "error",
                    "logging.level.org.apache.kafka", "error",
                    "logging.level.io.zonky.test", "warn",
                    "logging.level.org.springframework.test", "warn")));
  }
}
