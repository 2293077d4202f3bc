package dev.signalbox.mcppool.oauth;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How access to servers is granted.
 *
 * @param redirectUrl where authorization servers send the browser afterwards: this service's own
 *     page, as it is reached from there
 * @param clientUrl where authorization servers find what this service is as a client, over HTTPS
 *     (OAuth Client ID Metadata Document); null if they cannot
 * @param patience how long a person may take
 */
@ConfigurationProperties("signalbox.mcp.oauth")
record OAuthProperties(
    @DefaultValue("http://localhost:8080/api/v1/mcp/oauth/callback") URI redirectUrl,
    @Nullable URI clientUrl,
    @DefaultValue("10m") Duration patience) {}
