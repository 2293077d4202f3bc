package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The providers' own clients work with nothing changed but their base URL and key. */
class OfficialClientIntegrationTests {
  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path FOLDER = Path.of("target", "node");

  private final Platform platform = Platform.running();

  @BeforeAll
  static void install() throws IOException {
    Files.createDirectories(FOLDER);
    for (String file :
        List.of(
            "package.json",
            "package-lock.json",
            ".npmrc",
            "stream-and-list.mjs",
            "official-clients.mjs")) {
      Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Command.run(FOLDER, Map.of(), Duration.ofMinutes(3), "npm", "ci", "--no-audit", "--no-fund")
        .succeeded();
  }

  @Test
  void streamsACompletionAndACallEmbedsAndListsModels() {
    PlatformApi api = platform.api();
    Map<String, String> environment = new HashMap<>();
    environment.put("OPENAI_BASE_URL", api.base() + "/v1");
    environment.put("OPENAI_API_KEY", api.key());

    JsonNode seen = run(environment, "stream-and-list.mjs", "groq/llama-3.3-70b-versatile");

    assertThat(seen.path("text").asString()).isNotBlank();
    assertThat(seen.path("deltas").asInt()).isGreaterThan(1);
    assertThat(seen.path("finish").asString()).isEqualTo("stop");
    assertThat(seen.path("usage").path("completion_tokens").asInt()).isPositive();
    assertThat(seen.at("/call/name").asString()).isEqualTo("look");
    assertThat(seen.at("/call/arguments").asString()).isEqualToIgnoringWhitespace("{\"at\":7}");
    assertThat(seen.at("/dimensions/0").asInt()).isPositive();
    assertThat(seen.at("/dimensions/1").asInt()).isEqualTo(seen.at("/dimensions/0").asInt());
    assertThat(seen.path("models").toString()).contains("groq/llama-3.3-70b-versatile");
    assertThat(seen.path("unknown").path("status").asInt()).isEqualTo(404);
    assertThat(seen.path("unknown").path("code").asString()).isEqualTo("model_not_found");
  }

  @Test
  void everyProvidersClientStreamsCallsToolsAndUnderstandsRefusals() {
    PlatformApi api = platform.api();

    JsonNode all = run(Map.of(), "official-clients.mjs", api.base().toString(), api.key());

    for (String client : List.of("openai", "anthropic", "gemini", "cohere", "bedrock")) {
      JsonNode seen = all.path(client);
      assertThat(seen.path("text").asString()).as(client).contains("simulated answer");
      assertThat(seen.path("deltas").asInt()).as(client).isGreaterThan(1);
      assertThat(seen.path("usage").path(0).asInt()).as(client).isPositive();
      assertThat(seen.path("usage").path(1).asInt()).as(client).isPositive();
      assertThat(seen.path("calls").toString()).as(client).isEqualTo("[[\"look\",{\"at\":7}]]");
      assertThat(seen.path("refused").path("status").asInt()).as(client).isEqualTo(404);
      assertThat(seen.path("refused").path("message").asString())
          .as(client)
          .contains("nobody/nothing");
    }
  }

  private static JsonNode run(Map<String, String> environment, String... script) {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(script));
    Command run =
        Command.run(FOLDER, environment, Duration.ofMinutes(1), command.toArray(String[]::new))
            .succeeded();
    return JsonMapper.shared().readTree(run.output());
  }
}
