package dev.signalbox.streaming.wire.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTests {

  @Test
  void aCacheBreakWithinAResultComesAfterIt() {
    Part.Text text = new Part.Text("a");
    Part.Text more = new Part.Text("b");
    Part.CacheBreak mark = new Part.CacheBreak("1h");

    assertThat(Turn.ofResult(result(text, new Part.CacheBreak(null), more, mark), "m[0]"))
        .isEqualTo(new Turn(Turn.Role.TOOL, List.of(result(text, more), mark), "m[0]"));
    assertThat(Turn.ofResult(result(text), "m[0]").parts()).containsExactly(result(text));
  }

  private static Part.ToolResult result(Part... content) {
    return new Part.ToolResult("c", "f", List.of(content), true);
  }
}
