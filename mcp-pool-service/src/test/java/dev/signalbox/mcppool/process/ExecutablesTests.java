package dev.signalbox.mcppool.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExecutablesTests {
  @Test
  void itIsKnownWhereTheProgramsOfReadyMadeServersComeFrom() {
    assertThat(Executables.origin("uvx")).hasValue("uv (docs.astral.sh/uv)");
    assertThat(Executables.origin("npx")).isPresent();
    assertThat(Executables.origin("no-such-program")).isEmpty();
  }
}
