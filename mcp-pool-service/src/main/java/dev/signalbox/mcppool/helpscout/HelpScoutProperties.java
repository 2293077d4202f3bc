package dev.signalbox.mcppool.helpscout;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Help Scout is.
 *
 * @param apiUrl of the Mailbox API 2.0, with a slash at its end
 */
@ConfigurationProperties("signalbox.mcp.help-scout")
public record HelpScoutProperties(@DefaultValue("https://api.helpscout.net/v2/") URI apiUrl) {}
