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
 * WebSockets through the gateway.
 *
 * @param maxConnections how many at once
 * @param maxMessage the longest message, either way; it is held until it is whole
 * @param recheck how often the key of each is looked up again
 * @param renew how often the service behind gets a new token for its caller
 */
@Validated
@ConfigurationProperties("signalbox.gateway.sockets")
record SocketProperties(
    @DefaultValue("2000") @Min(1) @Max(65_535) int maxConnections,
    @DefaultValue("20MB") @NotNull DataSize maxMessage,
    @DefaultValue("1s") @NotNull Duration recheck,
    @DefaultValue("60s") @NotNull Duration renew) {}
