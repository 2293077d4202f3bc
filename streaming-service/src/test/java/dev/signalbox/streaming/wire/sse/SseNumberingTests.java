package dev.signalbox.streaming.wire.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SseNumberingTests {

  private final SseNumbering numbering = new SseNumbering("s");

  @Test
  void everyEventGetsTheNextNumberAndKeepsItsBytes() {
    SseNumbering.Events events =
        numbering.number(bytes("data: a\n\nevent: x\r\ndata: b\r\n\r\ndata:c\r\r"), 7);

    assertThat(text(events.numbered()))
        .isEqualTo("id: s:7\ndata: a\n\nid: s:8\nevent: x\r\ndata: b\r\n\r\nid: s:9\ndata:c\r\r");
    assertThat(text(events.bare())).isEqualTo("data: a\n\nevent: x\r\ndata: b\r\n\r\ndata:c\r\r");
    assertThat(events.count()).isEqualTo(3);
  }

  @Test
  void idsOfTheProvidersOwnWouldLeadAClientAstray() {
    SseNumbering.Events events =
        numbering.number(bytes("id: 1\ndata: a\nid\n\nidea: x\ndata: b\n\n"), 1);

    assertThat(text(events.numbered()))
        .isEqualTo("id: s:1\ndata: a\n\nid: s:2\nidea: x\ndata: b\n\n");
  }

  @ParameterizedTest
  @CsvSource({"': keep-alive\n\n'", "'retry: 10\n\n'", "'event: ping\n\n'", "'database: x\n\n'"})
  void whatAClientDoesNotHandOnIsSentAndNotNumbered(String block) {
    SseNumbering.Events events = numbering.number(bytes(block + "data: a\n\n"), 1);

    assertThat(text(events.numbered())).isEqualTo(block + "id: s:1\ndata: a\n\n");
    assertThat(text(events.bare())).isEqualTo("data: a\n\n");
    assertThat(events.count()).isEqualTo(1);
  }

  @Test
  void emptyDataAreData() {
    assertThat(numbering.number(bytes("data\n\ndata:\n\n"), 1).count()).isEqualTo(2);
  }

  @Test
  void theByteOrderMarkOfAStreamIsLeftOut() {
    assertThat(text(numbering.number(bytes("\uFEFFdata: a\n\n"), 1).numbered()))
        .isEqualTo("id: s:1\ndata: a\n\n");
  }

  @Test
  void whatIsStoredIsNumberedAgainAsItWasSentFromAnyEventOn() {
    byte[] sent = bytes(": c\n\ndata: a\n\ndata: b\n\ndata: c\n\n");
    byte[] stored = numbering.number(sent, 5).bare();

    assertThat(text(numbering.number(stored, 5, 5).numbered()))
        .isEqualTo("id: s:5\ndata: a\n\nid: s:6\ndata: b\n\nid: s:7\ndata: c\n\n");
    assertThat(text(numbering.number(stored, 5, 7).numbered())).isEqualTo("id: s:7\ndata: c\n\n");
    assertThat(numbering.number(stored, 5, 8).numbered()).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
