package dev.signalbox.mcppool.oauth;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How access to servers is granted.
 *
 * @param redirectUrl where authorization servers send the browser afterwards; the code and the
 *     state that it brings there are to be posted
 * @param patience how long a person may take
 */
@ConfigurationProperties("signalbox.mcp.oauth")
record OAuthProperties(
    @DefaultValue("http://localhost:8080/api/v1/mcp/oauth/callback") URI redirectUrl,
    @DefaultValue("10m") Duration patience) {}
