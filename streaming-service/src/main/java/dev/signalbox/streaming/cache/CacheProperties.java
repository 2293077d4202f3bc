package dev.signalbox.streaming.cache;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How answers are kept for the same request.
 *
 * @param maxAge the longest that anybody may want answers kept
 * @param maxAnswer a longer answer is not kept
 * @param maxTotal how much is kept of all answers; beyond it those that would expire next are
 *     forgotten
 * @param maxKeys how many keys may have all their requests cached
 */
@ConfigurationProperties("signalbox.streaming.cache")
public record CacheProperties(
    @DefaultValue("1d") Duration maxAge,
    @DefaultValue("1MB") DataSize maxAnswer,
    @DefaultValue("256MB") DataSize maxTotal,
    @DefaultValue("10000") int maxKeys) {

  public CacheProperties {
    if (maxAge.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "signalbox.streaming.cache.max-age must be a second or more");
    }
  }
}
