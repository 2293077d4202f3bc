package dev.signalbox.kit.security;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway's token is verified.
 *
 * @param jwksUrl where the gateway publishes its keys
 * @param keysMaxAge how long its keys are used before they are asked for again
 * @param refetchInterval the least time between two requests for them
 * @param timeout how long one request for them may take
 * @param clockSkew how far the clocks of two machines may be apart
 */
@ConfigurationProperties("signalbox.internal-token")
public record InternalTokenProperties(
    @DefaultValue("http://localhost:8080/.well-known/jwks.json") URI jwksUrl,
    @DefaultValue("5m") Duration keysMaxAge,
    @DefaultValue("5s") Duration refetchInterval,
    @DefaultValue("2s") Duration timeout,
    @DefaultValue("10s") Duration clockSkew) {}
