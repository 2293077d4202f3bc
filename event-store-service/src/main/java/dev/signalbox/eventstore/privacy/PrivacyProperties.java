package dev.signalbox.eventstore.privacy;

import dev.signalbox.kit.security.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How personal data is kept.
 *
 * @param secret 32 bytes in base64, the same for every replica and every start; empty: personal
 *     data is neither taken nor shown
 * @param previousSecrets those that keys may still be wrapped with, until they are rotated
 * @param keyCache for how long a process may go on with a key that another one has destroyed
 * @param keyCacheSize keys held in memory
 * @param rotationBatch keys wrapped anew in one transaction
 * @param revealTo the least role that personal data is shown to
 */
@Validated
@ConfigurationProperties("signalbox.event-store.privacy")
public record PrivacyProperties(
    @DefaultValue("") String secret,
    @DefaultValue List<String> previousSecrets,
    @DefaultValue("5s") Duration keyCache,
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int keyCacheSize,
    @DefaultValue("500") @Min(1) @Max(10_000) int rotationBatch,
    @DefaultValue("admin") Role revealTo) {

  public PrivacyProperties {
    previousSecrets = List.copyOf(previousSecrets);
  }

  @Override
  public String toString() {
    return "PrivacyProperties[hidden]";
  }
}
