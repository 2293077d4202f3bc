package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The providers' own clients understand the simulator: streams, tool calls, usage, errors. */
class OfficialClientsIntegrationTests extends SimulatorTest {

  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path FOLDER = Path.of("target", "node");

  @Test
  void everyClientSeesTheSameAnswer() throws Exception {
    server.script(
        "talks",
        """
        {"content":"Hello there","reasoning":"Think first","tokens":{"input":11,"cache_read":7,
         "cache_write_5m":3,"cache_write_1h":2,"output":5,"reasoning":4}}""");
    server.script(
        "calls",
        """
        {"tool_calls":[{"name":"look","arguments":{"at":1}},{"name":"look","arguments":{"at":2}}]}""");
    install();

    JsonNode seen =
        json.readTree(
            run("node", "--no-warnings", "official-clients.mjs", server.uri().toString()));

    assertThat(seen.propertyNames())
        .containsExactly("openai", "anthropic", "gemini", "cohere", "bedrock");
    for (JsonNode client : seen) {
      assertThat(client.path("text").asString()).isEqualTo("Hello there");
      assertThat(client.path("deltas").asInt()).isGreaterThan(1);
      assertThat(client.path("reasoning").asString()).isEqualTo("Think first");
      assertThat(client.path("calls").toString())
          .isEqualTo("[[\"look\",{\"at\":1}],[\"look\",{\"at\":2}]]");
      assertThat(client.at("/refused/status").asInt()).isIn(429, 529);
    }
    assertThat(seen.findValuesAsString("finish"))
        .containsExactly("completed", "end_turn", "STOP", "COMPLETE", "end_turn");
    assertThat(seen.findValues("usage"))
        .hasToString("[[23,7,9,4], [11,7,2,9], [23,7,5,4], [23,7,9], [11,7,5,9]]");
    assertThat(seen.findValues("refused").stream().map(refused -> refused.path("kind").asString()))
        .containsExactly(
            "RateLimitError",
            "OverloadedError",
            "ApiError",
            "TooManyRequestsError",
            "ThrottlingException");
    assertThat(seen.findValues("broken").stream().map(broken -> broken.path("kind").asString()))
        .containsExactly("APIError", "APIError", "ApiError", "ModelStreamErrorException");
    assertThat(seen.findValues("dimensions")).hasToString("[4, 4, 4]");
    assertThat(seen.at("/gemini/models").asInt()).isPositive();
  }

  /** {@code npm ci}, once for each content of the lock file. */
  private static void install() throws Exception {
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", ".npmrc", "official-clients.mjs")) {
      copy(file, file);
    }
    Path lock = FOLDER.resolve("package-lock.json");
    if (!Files.exists(lock) || Files.mismatch(lock, SOURCES.resolve("package-lock.json")) >= 0) {
      copy("package-lock.json", "package-lock.json");
      try {
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      } catch (IllegalStateException failed) {
        Files.delete(lock);
        throw failed;
      }
    }
  }

  private static void copy(String file, String name) throws IOException {
    Files.copy(SOURCES.resolve(file), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String run(String... command) throws Exception {
    Path log = FOLDER.resolve("log.txt");
    Path output = FOLDER.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectOutput(output.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " failed: " + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }
}
