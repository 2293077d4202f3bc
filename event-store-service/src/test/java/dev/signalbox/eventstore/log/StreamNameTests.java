package dev.signalbox.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamNameTests {

  @ParameterizedTest
  @ValueSource(
      strings = {"conversation/conv_01h", "mcp-server/everything", "agent/a.b~c:d@e+f-g", "a/1"})
  void isACategoryAndAnId(String value) {
    assertThat(StreamName.parse(value)).hasValue(new StreamName(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "conversation",
        "/x",
        "x/",
        "a/b/c",
        "A/b",
        "1a/b",
        "a/b c",
        "a/\u0000",
        "a/ü",
        "a/b\n"
      })
  void isNothingElse(String value) {
    assertThat(StreamName.parse(value)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new StreamName(value));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65})
  void hasAShortCategory(int length) {
    assertThat(StreamName.parse("a".repeat(length) + "/1").isPresent()).isEqualTo(length == 64);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201})
  void hasAShortId(int length) {
    assertThat(StreamName.parse("a/" + "1".repeat(length)).isPresent()).isEqualTo(length == 200);
  }
}
