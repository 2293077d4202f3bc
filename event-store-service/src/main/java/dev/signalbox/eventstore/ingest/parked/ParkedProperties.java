package dev.signalbox.eventstore.ingest.parked;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How parked records are kept.
 *
 * @param keep how long after it was parked a record is known, in whatever state
 * @param maxRecords that are parked at the same time; further ones wait in Kafka
 * @param maxSize of all that are parked at the same time
 * @param maxReplayed records that one call replays
 * @param statusInterval how often they are counted
 */
@Validated
@ConfigurationProperties("signalbox.event-store.ingest.parked")
public record ParkedProperties(
    @DefaultValue("30d") Duration keep,
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int maxRecords,
    @DefaultValue("512MB") DataSize maxSize,
    @DefaultValue("500") @Min(1) @Max(10_000) int maxReplayed,
    @DefaultValue("10s") Duration statusInterval) {}
