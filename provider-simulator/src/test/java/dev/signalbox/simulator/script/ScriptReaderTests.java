package dev.signalbox.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ScriptReaderTests {

  private final ScriptReader reader = new ScriptReader(JsonMapper.builder().build());

  @Test
  void readsATurn() {
    Turn turn =
        reader
            .read(
                """
                {"content":"hi","first_token_delay_ms":20,"tokens_per_second":5,"fault":"cut-after-2",
                 "tool_calls":[{"name":"look","arguments":{"path":"a"}}]}""")
            .turn(0);

    assertThat(turn.content()).isEqualTo("hi");
    assertThat(turn.pace()).isEqualTo(new Pace(Duration.ofMillis(20), 5));
    assertThat(turn.fault()).isEqualTo("cut-after-2");
    assertThat(turn.toolCalls()).containsExactly(new ToolCall("look", "{\"path\":\"a\"}"));
  }

  @Test
  void theLastTurnRepeats() {
    Script script = reader.read("[{\"content\":\"one\"},{\"content\":\"two\"}]");

    assertThat(script.turn(0).content()).isEqualTo("one");
    assertThat(script.turn(1).content()).isEqualTo("two");
    assertThat(script.turn(7).content()).isEqualTo("two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "[1]",
        "{\"contents\":\"x\"}",
        "{\"fault\":\"nonsense\"}",
        "{\"tool_calls\":[{}]}",
        "{\"tokens_per_second\":-1}"
      })
  void refusesWhatItCannotPlay(String script) {
    assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> reader.read(script));
  }
}
