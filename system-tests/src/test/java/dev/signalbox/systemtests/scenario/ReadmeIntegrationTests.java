package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every command of the README is executed, in order, in one shell. A block is fenced with {@code
 * sh}. Of these only {@code ./signalbox test} is left out: it is the run that this test is part of.
 */
class ReadmeIntegrationTests {
  private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern OTHER_LANGUAGE = Pattern.compile("(?m)^```(?!sh$)\\w+");

  private final Platform platform = Platform.running();

  @Test
  void everyCommandWorks() throws IOException {
    List<String> commands =
        commands(platform.repository().resolve("README.md"), platform.port(8080));
    Path script = Files.createTempFile("readme", ".sh");
    Files.writeString(script, "set -euo pipefail\n" + String.join("\n", commands) + "\n");

    Command run =
        Command.run(
            platform.repository(),
            platform.environment(),
            Duration.ofMinutes(8),
            "bash",
            "-x",
            script.toString());

    assertThat(commands).anyMatch(command -> command.startsWith("./signalbox ask"));
    assertThat(run.exit()).as(run.toString()).isZero();
    Files.delete(script);
  }

  @Test
  void noBlockOfCommandsIsLeftOut() throws IOException {
    String readme = Files.readString(platform.repository().resolve("README.md"));

    assertThat(OTHER_LANGUAGE.matcher(readme).results()).isEmpty();
  }

  private static List<String> commands(Path readme, int gatewayPort) throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(readme));
    while (block.find()) {
      block
          .group(1)
          .lines()
          .filter(line -> !line.equals("./signalbox test"))
          .map(line -> line.replace("localhost:8080", "localhost:" + gatewayPort))
          .forEach(commands::add);
    }
    return commands;
  }
}
