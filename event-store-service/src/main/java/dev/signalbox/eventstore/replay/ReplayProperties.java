package dev.signalbox.eventstore.replay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What replays may do.
 *
 * @param topicPrefix what the name of every topic that is replayed to begins with
 * @param maxRate events a second, at most
 * @param maxRunning replays that a replica publishes at the same time
 * @param lease how long a replica that publishes may be silent before another one goes on
 */
@Validated
@ConfigurationProperties("signalbox.event-store.replay")
public record ReplayProperties(
    @DefaultValue("signalbox.replay.") @NotBlank String topicPrefix,
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int maxRate,
    @DefaultValue("4") @Min(1) @Max(100) int maxRunning,
    @DefaultValue("30s") Duration lease) {}
