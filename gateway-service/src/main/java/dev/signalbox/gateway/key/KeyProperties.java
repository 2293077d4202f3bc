package dev.signalbox.gateway.key;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * API keys.
 *
 * @param bootstrap the first administrator's key, inserted at start if there is no key yet; empty
 *     for none
 * @param cacheFor how long a key is trusted without asking the database, which bounds how long a
 *     revoked key still works
 * @param cacheUnknownFor how long an unknown key is refused without asking the database
 * @param cacheSize how many known keys, and as many unknown ones, are remembered
 */
@Validated
@ConfigurationProperties("signalbox.gateway.keys")
record KeyProperties(
    @DefaultValue("") String bootstrap,
    @DefaultValue("1s") @NotNull Duration cacheFor,
    @DefaultValue("1s") @NotNull Duration cacheUnknownFor,
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int cacheSize) {
  KeyProperties {
    if (!cacheFor.isPositive() || !cacheUnknownFor.isPositive()) {
      throw new IllegalArgumentException(
          "signalbox.gateway.keys.cache-for and cache-unknown-for must be positive");
    }
  }

  @Override
  public String toString() {
    return "KeyProperties[cacheFor=" + cacheFor + ", cacheSize=" + cacheSize + "]";
  }
}
