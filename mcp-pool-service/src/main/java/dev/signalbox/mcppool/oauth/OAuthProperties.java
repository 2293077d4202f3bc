package dev.signalbox.mcppool.oauth;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How access to servers is granted.
 *
 * @param redirectUrl where authorization servers send the browser afterwards; the code and the
 *     state that it brings there are to be posted
 * @param clientUrl where a document says what this service is as a client, for authorization
 *     servers that look there (OAuth Client ID Metadata Document); null if there is none
 * @param patience how long a person may take
 */
@ConfigurationProperties("signalbox.mcp.oauth")
record OAuthProperties(
    @DefaultValue("http://localhost:8080/api/v1/mcp/oauth/callback") URI redirectUrl,
    @Nullable URI clientUrl,
    @DefaultValue("10m") Duration patience) {}
