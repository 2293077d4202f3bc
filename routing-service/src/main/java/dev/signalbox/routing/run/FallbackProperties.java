package dev.signalbox.routing.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who answers in place of an agent that does not.
 *
 * @param candidates how many other candidates may, before the agent's backup
 * @param nearness how near to the best score a candidate's must be for that, 0 to 1
 */
@ConfigurationProperties("signalbox.routing.fallback")
public record FallbackProperties(
    @DefaultValue("2") int candidates,
    @DefaultValue("0.6") double nearness,
    @DefaultValue Breaker breaker) {
  public FallbackProperties {
    require(candidates >= 0, "candidates must not be negative");
    require(nearness >= 0 && nearness <= 1, "nearness must be from 0 to 1");
  }

  /**
   * When an agent that fails is left alone.
   *
   * @param window how many of its last messages count
   * @param minimum how many there must be
   * @param failureRate the percentage of failures from which on it is left alone
   * @param open for how long
   */
  public record Breaker(
      @DefaultValue("20") int window,
      @DefaultValue("10") int minimum,
      @DefaultValue("50") double failureRate,
      @DefaultValue("30s") Duration open) {
    public Breaker {
      require(window > 0 && minimum > 0, "breaker.window and breaker.minimum must be positive");
      require(failureRate > 0 && failureRate <= 100, "breaker.failure-rate must be up to 100");
      require(open.isPositive(), "breaker.open must be positive");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.routing.fallback." + message);
    }
  }
}
