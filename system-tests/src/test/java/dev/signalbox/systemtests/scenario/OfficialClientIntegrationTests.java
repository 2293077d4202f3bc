package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official openai client works with nothing changed but its base URL and key. */
class OfficialClientIntegrationTests {
  private static final Path SOURCES = Path.of("src", "test", "node");

  private final Platform platform = Platform.running();

  @Test
  void streamsACompletionAndListsModels() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "node"));
    for (String file :
        List.of("package.json", "package-lock.json", ".npmrc", "stream-and-list.mjs")) {
      Files.copy(SOURCES.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Command.run(folder, Map.of(), Duration.ofMinutes(2), "npm", "ci", "--no-audit", "--no-fund")
        .succeeded();
    PlatformApi api = platform.api();
    Map<String, String> environment = new HashMap<>();
    environment.put("OPENAI_BASE_URL", api.base() + "/v1");
    environment.put("OPENAI_API_KEY", api.key());

    Command script =
        Command.run(
                folder,
                environment,
                Duration.ofMinutes(1),
                "node",
                "stream-and-list.mjs",
                "groq/llama-3.3-70b-versatile")
            .succeeded();

    JsonNode seen = JsonMapper.shared().readTree(script.output());
    assertThat(seen.path("text").asString()).isNotBlank();
    assertThat(seen.path("deltas").asInt()).isGreaterThan(1);
    assertThat(seen.path("finish").asString()).isEqualTo("stop");
    assertThat(seen.path("usage").path("completion_tokens").asInt()).isPositive();
    assertThat(seen.path("models").toString()).contains("groq/llama-3.3-70b-versatile");
    assertThat(seen.path("unknown").path("status").asInt()).isEqualTo(404);
    assertThat(seen.path("unknown").path("code").asString()).isEqualTo("model_not_found");
  }
}
