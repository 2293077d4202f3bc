package dev.signalbox.streaming.resume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.id.IdKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTests {

  @Test
  void itIsReadAsItIsWritten() {
    EventId id = new EventId(IdKind.REQUEST.next(), 42);

    assertThat(EventId.parse(id.toString())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "42",
        "req_01m8hzq9v9e00b5ska4mynrfr9",
        "req_01m8hzq9v9e00b5ska4mynrfr9:",
        "req_01m8hzq9v9e00b5ska4mynrfr9:-1",
        "req_01m8hzq9v9e00b5ska4mynrfr9:1:2",
        "req_01m8hzq9v9e00b5ska4mynrfr9:9999999999999999999",
        "evt_01m8hzq9v9e00b5ska4mynrfr9:1"
      })
  void nothingElseIsOne(String text) {
    assertThat(EventId.parse(text)).isEmpty();
  }
}
