package dev.signalbox.mcppool.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.server.SecretValue;
import dev.signalbox.mcppool.server.Transport;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class EntryReaderTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void readsWhatClaudeDesktopAndCursorWrite() {
    Candidate candidate =
        read(
            """
            {"mcpServers": {"files": {"command": "npx", "args": ["-y", "server", "/srv"],
              "env": {"TOKEN": "s3cret", "PORT": 8080, "NONE": null}, "cwd": "/srv",
              "autoApprove": ["read"]}}}
            """,
            Map.of());

    assertThat(candidate.problems()).isEmpty();
    assertThat(candidate.ignored()).containsExactly("autoApprove");
    assertThat(candidate.transport())
        .isEqualTo(
            new Transport.Stdio(
                "npx",
                List.of("-y", "server", "/srv"),
                Map.of(
                    "TOKEN", new SecretValue.Literal("s3cret"),
                    "PORT", new SecretValue.Literal("8080")),
                "/srv"));
  }

  @Test
  void readsWhatVisualStudioCodeWritesWithCommentsAndInputs() {
    String file =
        """
        {
          // asked for once
          "inputs": [
            {"type": "promptString", "id": "token", "description": "API token", "password": true},
            {"type": "promptString", "id": "host", "default": "example.com"},
          ],
          "servers": {"remote": {"type": "http", "url": "https://${input:host}/mcp",
            "headers": {"Authorization": "Bearer ${input:token}", "X-Key": "${input:token}"}}},
        }
        """;
    Candidate literal = read(file, Map.of("token", new SecretValue.Literal("s3cret")));
    Candidate reference = read(file, Map.of("token", new SecretValue.Reference("vault")));

    Transport.StreamableHttp http = (Transport.StreamableHttp) literal.transport();
    assertThat(Objects.requireNonNull(http).url()).hasToString("https://example.com/mcp");
    assertThat(http.headers())
        .containsEntry("Authorization", new SecretValue.Literal("Bearer s3cret"))
        .containsEntry("X-Key", new SecretValue.Literal("s3cret"));
    assertThat(reference.problems())
        .containsExactly(
            new FieldProblem(
                "headers.Authorization",
                "can take \"token\" from a secret only as the whole value"));
    assertThat(read(file, Map.of()).problems())
        .contains(new FieldProblem("headers.X-Key", "needs \"token\" among the inputs: API token"));
  }

  @Test
  void putsNoPasswordWhereItWouldBeSeen() {
    Candidate candidate =
        read(
            """
            {"inputs": [{"id": "token", "password": true}],
             "servers": {"a": {"command": "npx", "args": ["--token=${input:token}"]}}}
            """,
            Map.of("token", new SecretValue.Literal("s3cret")));

    assertThat(candidate.transport()).isNull();
    assertThat(candidate.problems())
        .containsExactly(
            new FieldProblem(
                "args", "would keep \"token\" in the clear; only env and headers are sealed"));
  }

  @Test
  void takesVariablesOfTheEditorsEnvironmentFromTheImporter() {
    String file =
        """
        {"mcpServers": {"a": {"command": "npx", "args": ["${HOST:-localhost}", "${env:USER}"]}}}
        """;

    assertThat(read(file, Map.of()).problems())
        .containsExactly(new FieldProblem("args", "needs \"env:USER\" among the inputs"));
    assertThat(read(file, Map.of("env:USER", new SecretValue.Literal("me"))).transport())
        .isEqualTo(new Transport.Stdio("npx", List.of("localhost", "me"), Map.of(), null));
  }

  @Test
  void namesWhatCannotBeRead() {
    assertThat(field("{\"command\": 5}")).isEqualTo("command");
    assertThat(field("{\"type\": \"http\"}")).isEqualTo("url");
    assertThat(field("{\"type\": \"websocket\"}")).isEqualTo("type");
    assertThat(field("{\"url\": \"no url\"}")).isEqualTo("url");
    assertThat(field("{\"command\": \"npx\", \"envFile\": \".env\"}")).isEqualTo("envFile");
    assertThat(field("{\"command\": \"npx\", \"env\": {\"A\": []}}")).isEqualTo("env.A");
    assertThat(field("7")).isEmpty();
  }

  @Test
  void refusesWhatIsNoSuchFile() {
    for (String text :
        List.of("{}", "[]", "{\"servers\": []}", "{\"mcpServers\": {}}", "no json")) {
      assertThatThrownBy(() -> EditorFile.read(JsonNodeFactory.instance.stringNode(text)))
          .isInstanceOf(ProblemException.class);
    }
    JsonNode nested = JSON.readTree("{\"mcp\": {\"servers\": {\"a\": {}}}}");
    assertThat(EditorFile.read(nested).servers()).containsKey("a");
  }

  private static String field(String entry) {
    Candidate candidate = read("{\"mcpServers\": {\"a\": " + entry + "}}", Map.of());
    assertThat(candidate.transport()).isNull();
    return candidate.problems().getFirst().field();
  }

  private static Candidate read(String text, Map<String, SecretValue> inputs) {
    EditorFile file = EditorFile.read(JsonNodeFactory.instance.stringNode(text));
    return EntryReader.read(
        file.servers().values().iterator().next(), new Variables(file.inputs(), inputs));
  }
}
