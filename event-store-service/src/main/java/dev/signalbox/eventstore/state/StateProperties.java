package dev.signalbox.eventstore.state;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How states of streams are folded.
 *
 * @param snapshotEvery so many events of a stream
 * @param keepSnapshots how long after they were taken
 * @param maxIntermediateSnapshot the largest state that is kept on the way; the last one on the way
 *     is kept whatever its size
 * @param maxSize of a state as JSON, in characters; a stream whose state grows beyond has none from
 *     there on
 * @param pageSize events read at once
 */
@Validated
@ConfigurationProperties("signalbox.event-store.state")
public record StateProperties(
    @DefaultValue("200") @Min(1) @Max(100_000) int snapshotEvery,
    @DefaultValue("30d") Duration keepSnapshots,
    @DefaultValue("64KB") DataSize maxIntermediateSnapshot,
    @DefaultValue("1MB") DataSize maxSize,
    @DefaultValue("500") @Min(1) @Max(10_000) int pageSize) {}
