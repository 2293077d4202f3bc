package dev.signalbox.registry.trial;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How agents are tried out before they are put to work.
 *
 * @param enabled whether they are
 * @param mostSkills how many of its skills an agent is asked about, the first ones
 * @param timeout of each answer, whole; all are asked for at the same time
 */
@ConfigurationProperties("signalbox.registry.trial")
public record TrialSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("3") int mostSkills,
    @DefaultValue("15s") Duration timeout) {

  public TrialSettings {
    require(mostSkills >= 1 && mostSkills <= 10, "most-skills must be between 1 and 10");
    require(timeout.toMillis() > 0, "timeout must be longer than nothing");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.registry.trial." + rule);
    }
  }
}
