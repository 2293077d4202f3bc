package dev.signalbox.routing.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages wait for those before them in their conversation.
 *
 * @param most how many of a conversation may wait; 0 for none
 * @param patience how long one waits, though never past its own deadline
 */
@ConfigurationProperties("signalbox.routing.waiting")
public record WaitingProperties(
    @DefaultValue("8") int most, @DefaultValue("30s") Duration patience) {
  public WaitingProperties {
    require(most >= 0, "most must not be negative");
    require(!patience.isNegative(), "patience must not be negative");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.routing.waiting." + message);
    }
  }
}
