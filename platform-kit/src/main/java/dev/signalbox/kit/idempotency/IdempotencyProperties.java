package dev.signalbox.kit.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How POSTs with an {@code Idempotency-Key} are remembered.
 *
 * @param keep how long an answer is given again
 * @param maxAnswer the largest answer that is kept; a larger one is not given again
 */
@ConfigurationProperties("signalbox.idempotency")
public record IdempotencyProperties(
    @DefaultValue("24h") Duration keep, @DefaultValue("1MB") DataSize maxAnswer) {}
