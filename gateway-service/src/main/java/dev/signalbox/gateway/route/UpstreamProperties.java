package dev.signalbox.gateway.route;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Connections to the services.
 *
 * @param maxConnections how many to one service at once; a streaming answer holds one
 * @param maxWaiting how many requests to one service may wait for a connection
 * @param acquireTimeout how long they may wait
 * @param connectTimeout how long opening a connection may take
 * @param idleTimeout how long an unused connection is kept; shorter than the services keep theirs
 * @param maxHeaders the most bytes of headers that an answer may have
 * @param streamGrace how long after its deadline a streaming answer is cut off
 */
@Validated
@ConfigurationProperties("signalbox.gateway.upstream")
record UpstreamProperties(
    @DefaultValue("2048") @Min(1) @Max(65_535) int maxConnections,
    @DefaultValue("1024") @Min(1) @Max(65_535) int maxWaiting,
    @DefaultValue("2s") @NotNull Duration acquireTimeout,
    @DefaultValue("2s") @NotNull Duration connectTimeout,
    @DefaultValue("30s") @NotNull Duration idleTimeout,
    @DefaultValue("32KB") @NotNull DataSize maxHeaders,
    @DefaultValue("5s") @NotNull Duration streamGrace) {}
