package dev.signalbox.eventstore.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the log is followed over event streams.
 *
 * @param maxOpen streams at once in this process; further ones are refused
 * @param shortestPause before looking again, after events
 * @param longestPause before looking again, after a while without events
 */
@Validated
@ConfigurationProperties("signalbox.event-store.streams")
public record StreamProperties(
    @DefaultValue("200") @Min(1) @Max(10_000) int maxOpen,
    @DefaultValue("25ms") Duration shortestPause,
    @DefaultValue("500ms") Duration longestPause) {}
