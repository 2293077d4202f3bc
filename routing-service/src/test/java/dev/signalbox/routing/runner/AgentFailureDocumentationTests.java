package dev.signalbox.routing.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.ProblemCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AgentFailureDocumentationTests {
  @Test
  void everyCodeIsDocumented() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "problems.md")))
        .contains(ProblemCatalogue.table(AgentFailure.class));
  }
}
