package dev.signalbox.mcppool.catalogue;

import dev.signalbox.mcppool.catalogue.ReadyMadeServer.Way;
import dev.signalbox.mcppool.catalogue.Setting.Kind;
import dev.signalbox.mcppool.server.BuiltIn;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.Sharing;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The servers that are ready to be registered; versions are pinned. */
@Component
public class Catalogue {
  private static final String REFERENCE_VERSION = "2026.8.31";

  private final List<ReadyMadeServer> servers;

  Catalogue(CatalogueProperties properties) {
    this.servers =
        List.of(
            filesystem(),
            memory(),
            sequentialThinking(),
            everything(),
            gitHub(),
            orAt(properties.slackUrl(), slack()),
            orAt(properties.notionUrl(), notion()),
            orAt(properties.helpScoutUrl(), helpScout()),
            postgres(),
            braveSearch(),
            time());
  }

  public List<ReadyMadeServer> servers() {
    return servers;
  }

  public Optional<ReadyMadeServer> find(String id) {
    return servers.stream().filter(server -> server.id().equals(id)).findFirst();
  }

  private static ReadyMadeServer filesystem() {
    return reference(
        "filesystem",
        "Files",
        "Reads, writes and searches files in the folders it is given, and nowhere else.",
        List.of(new Setting("folders", "What it may see", Kind.FOLDERS, "", true)),
        PoolSettings.DEFAULT);
  }

  private static ReadyMadeServer memory() {
    return reference(
        "memory",
        "Memory",
        "Keeps a graph of entities, relations and observations that all its agents share.",
        List.of(),
        PoolSettings.DEFAULT);
  }

  /** It numbers the thoughts of whoever speaks to it, so nobody else may. */
  private static ReadyMadeServer sequentialThinking() {
    PoolSettings standard = PoolSettings.DEFAULT;
    return reference(
        "sequential-thinking",
        "Sequential thinking",
        "Holds a chain of thoughts that can be revised and branched.",
        List.of(),
        new PoolSettings(
            Sharing.LEASED,
            0,
            8,
            standard.callsPerConnection(),
            standard.maxIdle(),
            standard.maxAge()));
  }

  private static ReadyMadeServer everything() {
    return reference(
        "everything",
        "Everything",
        "The protocol's reference server, for trying things out.",
        List.of(),
        PoolSettings.DEFAULT);
  }

  private static ReadyMadeServer gitHub() {
    return npm(
        "github",
        "GitHub",
        "Repositories, files, issues, pull requests and search.",
        "@modelcontextprotocol/server-github@2025.4.8",
        new Credential("GITHUB_PERSONAL_ACCESS_TOKEN", "A personal access token", true));
  }

  private static ReadyMadeServer slack() {
    return npm(
        "slack",
        "Slack",
        "Channels, messages, threads, reactions and users.",
        "@modelcontextprotocol/server-slack@2025.4.25",
        new Credential("SLACK_BOT_TOKEN", "The bot's token, xoxb-...", true),
        new Credential("SLACK_TEAM_ID", "The workspace, T...", true),
        new Credential(
            "SLACK_CHANNEL_IDS", "The channels it sees, parted by commas; all by default", false));
  }

  private static ReadyMadeServer notion() {
    return npm(
        "notion",
        "Notion",
        "Pages, databases, blocks, comments and search.",
        "@notionhq/notion-mcp-server@2.5.2",
        new Credential("NOTION_TOKEN", "An integration's secret, ntn_...", true));
  }

  private static ReadyMadeServer helpScout() {
    return new ReadyMadeServer(
        "helpscout",
        "Help Scout",
        "Conversations, customers, search, notes and tags; replies as drafts that people send.",
        new Way.Part(BuiltIn.HELP_SCOUT),
        List.of(
            new Credential("client_id", "The App ID of an application under My Apps", true),
            new Credential("client_secret", "Its App Secret", true)),
        List.of(),
        PoolSettings.DEFAULT);
  }

  private static ReadyMadeServer postgres() {
    return new ReadyMadeServer(
        "postgres",
        "PostgreSQL",
        "Reads a database: its tables, and what a query says of them.",
        pinnedPackage("@modelcontextprotocol/server-postgres@0.6.2"),
        List.of(
            new Credential("PGUSER", "The role that it logs in as", false),
            new Credential("PGPASSWORD", "The password of that role", false)),
        List.of(new Setting("url", "Where the database is", Kind.DATABASE, "", true)),
        PoolSettings.DEFAULT);
  }

  private static ReadyMadeServer braveSearch() {
    return npm(
        "brave-search",
        "Brave Search",
        "Searches the web and for places nearby.",
        "@modelcontextprotocol/server-brave-search@0.6.2",
        new Credential("BRAVE_API_KEY", "The key of a subscription", true));
  }

  private static ReadyMadeServer time() {
    return new ReadyMadeServer(
        "time",
        "Time",
        "The time of day in any zone, and what it is in another.",
        new Way.Program("uvx", List.of("mcp-server-time@2026.10.19")),
        List.of(),
        List.of(
            new Setting(
                "local_timezone", "Such as Europe/Vienna", Kind.TEXT, "--local-timezone", false)),
        PoolSettings.DEFAULT);
  }

  private static ReadyMadeServer reference(
      String id, String title, String description, List<Setting> settings, PoolSettings pool) {
    return new ReadyMadeServer(
        id,
        title,
        description,
        pinnedPackage("@modelcontextprotocol/server-" + id + "@" + REFERENCE_VERSION),
        List.of(),
        settings,
        pool);
  }

  private static ReadyMadeServer npm(
      String id, String title, String description, String pinned, Credential... credentials) {
    return new ReadyMadeServer(
        id,
        title,
        description,
        pinnedPackage(pinned),
        List.of(credentials),
        List.of(),
        PoolSettings.DEFAULT);
  }

  private static Way pinnedPackage(String pinned) {
    return new Way.Program("npx", List.of("-y", pinned));
  }

  /** The same server at an endpoint that somebody else runs. */
  private static ReadyMadeServer orAt(@Nullable URI url, ReadyMadeServer server) {
    return url == null
        ? server
        : new ReadyMadeServer(
            server.id(),
            server.title(),
            server.description(),
            new Way.Endpoint(url),
            List.of(
                new Credential(
                    "Authorization", "What the endpoint asks for, such as Bearer ...", false)),
            List.of(),
            server.pool());
  }
}
