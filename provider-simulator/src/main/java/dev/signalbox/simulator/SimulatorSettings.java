package dev.signalbox.simulator;

import dev.signalbox.simulator.script.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator runs.
 *
 * @param port 0 takes any free port
 * @param pace for answers whose script gives none
 * @param scripts a JSON file of scripts by name, null for none
 * @param recorded how many requests are kept for {@link SimulatorServer#requests()}
 */
public record SimulatorSettings(int port, Pace pace, @Nullable Path scripts, int recorded) {

  private static final int MAX_RECORDED = 10_000;

  public SimulatorSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("SERVER_PORT must be between 0 and 65535");
    }
    if (recorded < 0 || recorded > MAX_RECORDED) {
      throw new IllegalArgumentException("at most " + MAX_RECORDED + " requests are recorded");
    }
  }

  /** As fast as the client reads, and the last 100 requests recorded. */
  public static SimulatorSettings embedded(int port) {
    return new SimulatorSettings(port, Pace.UNLIMITED, null, 100);
  }

  static SimulatorSettings from(Map<String, String> environment) {
    String scripts = environment.get("SIMULATOR_SCRIPTS");
    return new SimulatorSettings(
        (int) number(environment, "SERVER_PORT", 8110),
        new Pace(
            Duration.ofMillis((long) number(environment, "SIMULATOR_FIRST_TOKEN_DELAY_MS", 50)),
            number(environment, "SIMULATOR_TOKENS_PER_SECOND", 200)),
        scripts == null || scripts.isBlank() ? null : Path.of(scripts),
        (int) number(environment, "SIMULATOR_RECORDED_REQUESTS", 0));
  }

  private static double number(Map<String, String> environment, String name, double otherwise) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    try {
      return Double.parseDouble(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, not \"" + value + "\"", e);
    }
  }
}
