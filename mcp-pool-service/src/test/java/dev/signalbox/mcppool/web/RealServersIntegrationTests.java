package dev.signalbox.mcppool.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import dev.signalbox.mcppool.testing.NpmServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ready-made servers that npm has, run as the catalogue says. */
@ServiceIntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealServersIntegrationTests {
  private static final String SERVERS = "/api/v1/mcp/servers";
  private static final Path WORK = Path.of("target", "mcp-work").toAbsolutePath();
  private static final Path FILES = Path.of("target", "mcp-files").toAbsolutePath();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** More would only wait for the machine's cores. */
  private static final int AT_ONCE = 3;

  private static final Map<String, String> TELLING_TOOLS =
      Map.ofEntries(
          Map.entry("filesystem", "read_text_file"),
          Map.entry("memory", "create_entities"),
          Map.entry("sequential-thinking", "sequentialthinking"),
          Map.entry("everything", "echo"),
          Map.entry("github", "search_repositories"),
          Map.entry("slack", "slack_list_channels"),
          Map.entry("notion", "API-post-search"),
          Map.entry("postgres", "query"),
          Map.entry("brave-search", "brave_web_search"));

  private final ServiceClient client;

  RealServersIntegrationTests(@Autowired ServiceClient client) {
    this.client = client;
  }

  @BeforeAll
  void registerServers() throws IOException {
    Files.createDirectories(FILES);
    Files.deleteIfExists(WORK.resolve("memory").resolve("memory.jsonl"));
    TestDatabase database = TestInfrastructure.database();
    String password = database.createService("mcp_pool_catalogue");
    for (String id : TELLING_TOOLS.keySet()) {
      NpmServers.offerIn(WORK.resolve(id));
      Map<String, Object> form = new HashMap<>(Map.of("catalogue", id));
      form.put(
          "credentials",
          switch (id) {
            case "github" -> Map.of("GITHUB_PERSONAL_ACCESS_TOKEN", "dummy");
            case "slack" -> Map.of("SLACK_BOT_TOKEN", "xoxb-dummy", "SLACK_TEAM_ID", "T0");
            case "notion" -> Map.of("NOTION_TOKEN", "ntn_dummy");
            case "postgres" -> Map.of("PGUSER", "mcp_pool_catalogue", "PGPASSWORD", password);
            case "brave-search" -> Map.of("BRAVE_API_KEY", "dummy");
            default -> Map.of();
          });
      form.put(
          "settings",
          switch (id) {
            case "filesystem" -> Map.of("folders", List.of(FILES.toString()));
            case "postgres" -> Map.of("url", database.url().replaceAll("^jdbc:|\\?.*$", ""));
            default -> Map.of();
          });
      Answer answer = client.post(SERVERS, JSON.writeValueAsString(form));
      assertThat(answer.status()).describedAs(answer.body()).isEqualTo(201);
    }
  }

  @AfterAll
  void removeServers() {
    TELLING_TOOLS.keySet().parallelStream().forEach(id -> client.delete(SERVERS + "/" + id));
  }

  @Test
  void eachListsItsTools() throws InterruptedException, ExecutionException {
    Map<String, Future<Answer>> listings = new HashMap<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE)) {
      TELLING_TOOLS
          .keySet()
          .forEach(
              id ->
                  listings.put(
                      id, executor.submit(() -> client.get(SERVERS + "/" + id + "/tools"))));
    }
    for (Map.Entry<String, Future<Answer>> listing : listings.entrySet()) {
      Answer answer = listing.getValue().get();
      assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
      assertThat(answer.json().get("data").valueStream())
          .describedAs(listing.getKey())
          .extracting(tool -> tool.get("name").stringValue())
          .contains(TELLING_TOOLS.get(listing.getKey()));
    }
  }

  @Test
  void filesAreWrittenAndReadInTheirFoldersAlone() throws IOException {
    Path file = FILES.resolve("note.txt");
    call("filesystem", "write_file", Map.of("path", file.toString(), "content", "noted"));
    assertThat(file).hasContent("noted");
    assertThat(call("filesystem", "read_text_file", Map.of("path", file.toString())).toString())
        .contains("noted");
    JsonNode outside = call("filesystem", "read_text_file", Map.of("path", "/etc/hostname"));
    assertThat(outside.get("is_error").booleanValue()).isTrue();
  }

  @Test
  void whatIsRememberedIsFound() {
    call(
        "memory",
        "create_entities",
        Map.of(
            "entities",
            List.of(
                Map.of(
                    "name", "signal", "entityType", "thing", "observations", List.of("is red")))));
    assertThat(call("memory", "search_nodes", Map.of("query", "signal")).toString())
        .contains("is red");
  }

  @Test
  void thoughtsAreCounted() {
    Map<String, Object> thought =
        Map.of("thought", "a", "nextThoughtNeeded", true, "thoughtNumber", 1, "totalThoughts", 2);
    call("sequential-thinking", "sequentialthinking", thought);
    assertThat(call("sequential-thinking", "sequentialthinking", thought).toString())
        .containsPattern("thoughtHistoryLength\\D+2");
  }

  @Test
  void everythingAdds() {
    assertThat(call("everything", "get-sum", Map.of("a", 40, "b", 2)).toString()).contains("42");
  }

  @Test
  void aDatabaseIsReadWithItsCredentials() {
    assertThat(call("postgres", "query", Map.of("sql", "SELECT 40 + 2 AS answer")).toString())
        .contains("42");
  }

  @Test
  void theCatalogueSaysWhatEachNeeds() {
    JsonNode page = client.as(Role.VIEWER).get("/api/v1/mcp/catalogue").json();
    assertThat(page.get("data").valueStream())
        .extracting(server -> server.get("id").stringValue())
        .containsAll(TELLING_TOOLS.keySet());
    JsonNode github =
        page.get("data")
            .valueStream()
            .filter(server -> server.get("id").stringValue().equals("github"))
            .findFirst()
            .orElseThrow();
    assertThat(github.at("/credentials/0/name").stringValue())
        .isEqualTo("GITHUB_PERSONAL_ACCESS_TOKEN");
    assertThat(github.at("/transport/args/1").stringValue()).contains("server-github@");
  }

  @Test
  void helpScoutIsPartOfTheService() {
    Answer registered =
        client.post(
            SERVERS,
            """
            {"catalogue": "helpscout",
             "credentials": {"client_id": "app", "client_secret": "s3cret-of-the-app"}}
            """);
    assertThat(registered.status()).describedAs(registered.body()).isEqualTo(201);
    assertThat(registered.body()).doesNotContain("s3cret-of-the-app");
    assertThat(registered.json().at("/transport/server").stringValue()).isEqualTo("help_scout");
    Answer tools = client.get(SERVERS + "/helpscout/tools");
    assertThat(tools.problemCode()).isEqualTo("mcp_server_unavailable");
    assertThat(tools.json().get("reason").stringValue()).contains("Help Scout cannot be reached");
    client.delete(SERVERS + "/helpscout");
    Answer incomplete =
        client.post(
            SERVERS,
            """
            {"id": "x", "transport": {"type": "built_in", "server": "help_scout",
             "credentials": {"client_id": "app"}}}
            """);
    assertThat(incomplete.json().at("/errors/0/field").stringValue())
        .isEqualTo("transport.credentials.client_secret");
  }

  @Test
  void whatIsMissingIsNamed() {
    Answer answer = client.post(SERVERS, "{\"catalogue\": \"github\", \"id\": \"other\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").stringValue())
        .isEqualTo("credentials.GITHUB_PERSONAL_ACCESS_TOKEN");
    assertThat(
            client
                .post(SERVERS, "{\"id\": \"x\", \"credentials\": {}}")
                .json()
                .at("/errors/0/field")
                .stringValue())
        .isEqualTo("catalogue");
  }

  private JsonNode call(String server, String tool, Map<String, Object> arguments) {
    Answer answer =
        client.post(
            SERVERS + "/" + server + "/tools/" + tool + "/call",
            JSON.writeValueAsString(Map.of("arguments", arguments)));
    assertThat(answer.status()).describedAs(answer.body()).isEqualTo(200);
    return answer.json();
  }
}
