package dev.signalbox.mcppool.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcppool.server.ServerId;
import org.junit.jupiter.api.Test;

class ToolNameTests {
  @Test
  void theServersNameEndsWithTheFirstTwoBars() {
    assertThat(ToolName.parse("my_server__do__it"))
        .contains(new ToolName(new ServerId("my_server"), "do__it"));
    assertThat(new ToolName(new ServerId("my_server"), "do__it")).hasToString("my_server__do__it");
  }

  @Test
  void whatNamesNoServerIsNoName() {
    assertThat(ToolName.parse("echo")).isEmpty();
    assertThat(ToolName.parse("__echo")).isEmpty();
    assertThat(ToolName.parse("My Server__echo")).isEmpty();
  }
}
