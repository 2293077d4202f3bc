package dev.signalbox.gateway.request;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a request may be like.
 *
 * @param defaultDeadline how long a request may take if its client does not say
 * @param maxDeadline how far away a client may put its deadline
 * @param maxApiBody the largest body outside {@code /v1}
 * @param maxModelBody the largest body under {@code /v1}
 * @param allowedOrigins the web origins whose pages may call; none by default
 */
@Validated
@ConfigurationProperties("signalbox.gateway.request")
record RequestProperties(
    @DefaultValue("120s") @NotNull Duration defaultDeadline,
    @DefaultValue("600s") @NotNull Duration maxDeadline,
    @DefaultValue("1MB") @NotNull DataSize maxApiBody,
    @DefaultValue("32MB") @NotNull DataSize maxModelBody,
    @DefaultValue List<String> allowedOrigins) {
  RequestProperties {
    if (!defaultDeadline.isPositive() || defaultDeadline.compareTo(maxDeadline) > 0) {
      throw new IllegalArgumentException(
          "signalbox.gateway.request.default-deadline must be positive and at most max-deadline");
    }
    if (allowedOrigins.contains("*")) {
      throw new IllegalArgumentException(
          "signalbox.gateway.request.allowed-origins must name origins; * is not taken");
    }
    allowedOrigins = List.copyOf(allowedOrigins);
  }
}
