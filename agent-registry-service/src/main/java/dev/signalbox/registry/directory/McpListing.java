package dev.signalbox.registry.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.registry.directory.McpServers.McpServer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of tool servers, as the MCP registry API v0.1 has it. All of them are called
 * through the platform, at its own MCP endpoint.
 */
public record McpListing(List<Entry> servers, Metadata metadata) {

  /** A server, and what the registry knows of it. */
  public record Entry(Server server, @JsonProperty("_meta") Meta meta) {}

  /** What a server is. */
  public record Server(
      @JsonProperty("$schema") String schema,
      String name,
      String description,
      String version,
      List<Remote> remotes) {}

  /** Where it is called. */
  public record Remote(String type, String url) {}

  /** What is said of it under the official registry's name. */
  public record Meta(
      @JsonProperty("io.modelcontextprotocol.registry/official") Official official) {}

  /** What the official registry says of its servers. */
  public record Official(
      String status,
      @JsonProperty("publishedAt") Instant publishedAt,
      @JsonProperty("updatedAt") Instant updatedAt,
      @JsonProperty("isLatest") boolean isLatest) {}

  /** Where the next part begins. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Metadata(int count, @JsonProperty("nextCursor") @Nullable String nextCursor) {}

  private static final String SCHEMA =
      "https://static.modelcontextprotocol.io/schemas/2025-10-17/server.schema.json";

  /** The list of these servers. */
  public static McpListing of(
      List<McpServer> found, @Nullable String nextCursor, DirectorySettings settings) {
    List<Entry> entries = found.stream().map(server -> entry(server, settings)).toList();
    return new McpListing(entries, new Metadata(entries.size(), nextCursor));
  }

  private static Entry entry(McpServer server, DirectorySettings settings) {
    String described = server.description();
    return new Entry(
        new Server(
            SCHEMA,
            reversed(settings.publisher()) + '/' + server.serverId(),
            described == null || described.isBlank() ? "Tools of " + server.serverId() : described,
            "1.0.0",
            List.of(new Remote("streamable-http", settings.url("/mcp")))),
        new Meta(new Official("active", server.registeredAt(), server.updatedAt(), true)));
  }

  private static String reversed(String domain) {
    List<String> labels = Arrays.asList(domain.split("\\.", -1));
    Collections.reverse(labels);
    return String.join(".", labels);
  }
}
