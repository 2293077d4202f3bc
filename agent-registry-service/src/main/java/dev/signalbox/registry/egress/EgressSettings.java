package dev.signalbox.registry.egress;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How agents that run elsewhere are asked for their health and their cards.
 *
 * @param timeout of one answer, whole
 * @param maxAnswer of what is read of one answer
 * @param maxRedirects how often an answer may lead elsewhere
 */
@ConfigurationProperties("signalbox.registry.egress")
public record EgressSettings(
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("1MB") DataSize maxAnswer,
    @DefaultValue("3") int maxRedirects) {

  public EgressSettings {
    require(timeout.toMillis() > 0, "timeout must be longer than nothing");
    require(
        maxAnswer.toBytes() > 0 && maxAnswer.toMegabytes() <= 16,
        "max-answer must be between 1 byte and 16 MB");
    require(maxRedirects >= 0 && maxRedirects <= 10, "max-redirects must be between 0 and 10");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.registry.egress." + rule);
    }
  }
}
