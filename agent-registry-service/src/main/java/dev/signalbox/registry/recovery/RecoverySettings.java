package dev.signalbox.registry.recovery;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How failing agents are taken out of work and brought back.
 *
 * @param enabled whether agents are isolated and brought back without a person
 * @param poll how often a replica looks for what is to be done
 * @param isolateAfter how long an agent is unhealthy before it is isolated
 * @param mostIsolated share of all agents at work that may be isolated like this; where more fail
 *     at once, it is hardly the agents
 * @param rest how long an agent that cannot be asked stays isolated before it is tried again;
 *     doubled with each attempt, up to eight times
 * @param stages the shares of its work, in percent, through which an agent comes back
 * @param stageDuration how long each of them lasts
 * @param escalateAfter how long an agent may be away before operators are told
 */
@ConfigurationProperties("signalbox.registry.recovery")
public record RecoverySettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("5s") Duration poll,
    @DefaultValue("2m") Duration isolateAfter,
    @DefaultValue("0.5") double mostIsolated,
    @DefaultValue("5m") Duration rest,
    @DefaultValue({"10", "25", "50"}) List<Integer> stages,
    @DefaultValue("2m") Duration stageDuration,
    @DefaultValue("15m") Duration escalateAfter) {

  public RecoverySettings {
    stages = List.copyOf(stages);
    require(poll.toMillis() > 0, "poll must be longer than nothing");
    require(!isolateAfter.isNegative(), "isolate-after must not be negative");
    require(mostIsolated > 0 && mostIsolated <= 1, "most-isolated must be above 0, at most 1");
    require(rest.toMillis() > 0, "rest must be longer than nothing");
    require(stageDuration.toMillis() > 0, "stage-duration must be longer than nothing");
    require(escalateAfter.toMillis() > 0, "escalate-after must be longer than nothing");
    require(
        stages.stream().allMatch(stage -> stage >= 1 && stage <= 99)
            && stages.stream().sorted().distinct().toList().equals(stages),
        "stages must be percentages between 1 and 99, each above the one before");
  }

  /** What follows a share of the work; 100 after the last stage. */
  int after(int share) {
    return stages.stream().filter(stage -> stage > share).findFirst().orElse(100);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.registry.recovery." + rule);
    }
  }
}
