package dev.signalbox.mcppool.face;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What agents meet.
 *
 * @param allowedOrigins web origins whose pages may speak MCP, besides those of this machine
 * @param maxResult the longest result of a tool that an agent is given
 * @param maxListening how many agents may listen at once, on each replica, to what changes
 */
@ConfigurationProperties("signalbox.mcp.face")
public record FaceProperties(
    @DefaultValue List<String> allowedOrigins,
    @DefaultValue("1MB") DataSize maxResult,
    @DefaultValue("1000") int maxListening) {
  public FaceProperties {
    allowedOrigins = List.copyOf(allowedOrigins);
  }
}
