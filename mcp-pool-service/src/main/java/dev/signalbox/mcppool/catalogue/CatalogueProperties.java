package dev.signalbox.mcppool.catalogue;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * MCP endpoints that take the place of ready-made servers.
 *
 * @param helpScoutUrl for Help Scout
 * @param notionUrl for Notion
 * @param slackUrl for Slack
 */
@ConfigurationProperties("signalbox.mcp.catalogue")
record CatalogueProperties(
    @Nullable URI helpScoutUrl, @Nullable URI notionUrl, @Nullable URI slackUrl) {}
