package dev.signalbox.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  void readsWhatEveryProtocolWritesInItsOwnWay() {
    Turn turn =
        reader
            .read(
                """
                {"refusal":"no","tokens":{"input":9,"cache_write_1h":4},
                 "tool_calls":[{"name":"look","id":"call_1","chunks":["{\\"a\\"",":1}"]}]}""")
            .turn(0);

    assertThat(turn.refusal()).isEqualTo("no");
    assertThat(turn.usage())
        .isEqualTo(new ScriptedUsage.Counted(Map.of(Bucket.INPUT, 9, Bucket.CACHE_WRITE_1H, 4)));
    assertThat(turn.toolCalls())
        .containsExactly(new ToolCall("look", "{\"a\":1}", List.of("{\"a\"", ":1}"), "call_1"));
  }

  @Test
  void usageIsCountedGivenOrNotThere() {
    assertThat(reader.read("{}").turn(0).usage()).isEqualTo(ScriptedUsage.COUNTED);
    assertThat(reader.read("{\"usage\":null}").turn(0).usage()).isEqualTo(new ScriptedUsage.None());
    assertThat(reader.read("{\"usage\":{\"x\":1}}").turn(0).usage())
        .isInstanceOfSatisfying(
            ScriptedUsage.AsGiven.class,
            given -> assertThat(given.object()).hasToString("{\"x\":1}"));
  }

  @Test
  void aRawAnswerMayBeBytes() {
    Turn.Raw raw =
        reader
            .read(
                """
                {"raw":{"status":202,"content_type":"a/b","headers":{"X-A":"1"},"body_base64":"AAH/"}}""")
            .turn(0)
            .raw();

    assertThat(raw).isNotNull();
    assertThat(raw.status()).isEqualTo(202);
    assertThat(raw.headers()).isEqualTo(Map.of("X-A", "1"));
    assertThat(raw.bytes()).containsExactly(0, 1, 0xFF);
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
        "{\"tokens_per_second\":-1}",
        "{\"tokens\":{\"cached\":1}}",
        "{\"raw\":{\"text\":\"x\"}}",
        "{\"tool_calls\":[{\"name\":\"look\",\"input\":{}}]}"
      })
  void refusesWhatItCannotPlay(String script) {
    assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> reader.read(script));
  }
}
