package dev.signalbox.eventstore.projection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How projections are kept.
 *
 * @param batchSize events applied in one transaction
 * @param pollInterval how long a projection that has caught up rests
 * @param firstRetryDelay how long a projection that failed rests; doubled with each failure
 * @param longestRetryDelay the most it rests
 * @param swapPatience how long a rebuilt projection waits for readers before it lets them through
 *     and tries again
 * @param controlPatience how long pause, resume, rebuild and cancel wait for the running batch
 * @param stallTimeout how long a process may say nothing in the middle of a batch before the
 *     database ends it for another to go on
 * @param statusInterval how often the gauges are measured
 */
@Validated
@ConfigurationProperties("signalbox.event-store.projections")
public record ProjectionProperties(
    @DefaultValue("500") @Min(1) @Max(10_000) int batchSize,
    @DefaultValue("200ms") Duration pollInterval,
    @DefaultValue("1s") Duration firstRetryDelay,
    @DefaultValue("5m") Duration longestRetryDelay,
    @DefaultValue("500ms") Duration swapPatience,
    @DefaultValue("10s") Duration controlPatience,
    @DefaultValue("1m") Duration stallTimeout,
    @DefaultValue("10s") Duration statusInterval) {}
