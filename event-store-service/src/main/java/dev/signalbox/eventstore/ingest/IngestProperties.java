package dev.signalbox.eventstore.ingest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How platform events are filed.
 *
 * @param holdBack how long an event waits for its cause
 * @param sweepInterval how often held events are looked over
 * @param batchSize events filed in one transaction; each takes up to three advisory locks
 * @param concurrency consumers in this process; the topics' partitions are shared among all
 *     replicas
 */
@Validated
@ConfigurationProperties("signalbox.event-store.ingest")
public record IngestProperties(
    @DefaultValue("30s") Duration holdBack,
    @DefaultValue("1s") Duration sweepInterval,
    @DefaultValue("100") @Min(1) @Max(500) int batchSize,
    @DefaultValue("2") @Min(1) @Max(64) int concurrency) {}
