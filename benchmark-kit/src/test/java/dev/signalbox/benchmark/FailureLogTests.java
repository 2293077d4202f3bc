package dev.signalbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureLogTests {

  @Test
  void aFailureIsALineAndTheLogHasTheRest(@TempDir Path folder) {
    Path log = folder.resolve("a.log");

    String line = FailureLog.add(log, new IllegalStateException("not\nthat"));

    assertThat(line)
        .isEqualTo("the benchmark failed: java.lang.IllegalStateException: not; see " + log);
    assertThat(log).content().contains("that", "at dev.signalbox.benchmark.FailureLogTests");
  }

  @Test
  void alsoALogThatCannotBeWrittenIsSaid(@TempDir Path folder) {
    assertThat(FailureLog.add(folder, new IllegalStateException("why")))
        .startsWith("the benchmark failed: java.lang.IllegalStateException: why; ")
        .contains("cannot be written")
        .doesNotContain("\n");
  }
}
