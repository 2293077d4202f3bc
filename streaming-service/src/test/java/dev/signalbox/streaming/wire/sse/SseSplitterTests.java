package dev.signalbox.streaming.wire.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.frame.FrameTooLongException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseSplitterTests {

  private static final String RECORDED =
      """
      : OPENROUTER PROCESSING

      data: {"id":"1","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

      event: message
      id: 7
      data: {"id":"1","choices":[{"index":0,
      data: "delta":{"content":"zażółć 😀"}}]}

      data:{"id":"1","choices":[],"usage":{"prompt_tokens":1}}

      data: [DONE]

      """;

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void aStreamCutAnywhereGivesTheSameEvents(String lineEnd) {
    byte[] bytes = RECORDED.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
    List<SseEvent> whole = split(bytes, bytes.length);

    assertThat(whole).hasSize(5);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(split(bytes, cut)).as("cut at %d", cut).isEqualTo(whole);
    }
    assertThat(oneByOne(bytes)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void theEventsPutTogetherAreTheBytesPutIn(String lineEnd) {
    byte[] bytes = RECORDED.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream together = new ByteArrayOutputStream();
    oneByOne(bytes).forEach(event -> together.writeBytes(event.raw()));

    assertThat(together.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void dataLinesAreJoinedAndOtherLinesPassedOver() {
    List<String> data =
        oneByOne(RECORDED.getBytes(StandardCharsets.UTF_8)).stream()
            .map(event -> Objects.requireNonNullElse(event.data(), "(none)"))
            .toList();

    assertThat(data)
        .containsExactly(
            "(none)",
            "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
            "{\"id\":\"1\",\"choices\":[{\"index\":0,\n\"delta\":{\"content\":\"zażółć 😀\"}}]}",
            "{\"id\":\"1\",\"choices\":[],\"usage\":{\"prompt_tokens\":1}}",
            "[DONE]");
  }

  @Test
  void bytesThatAreNotUtf8PassUnchanged() {
    byte[] bytes = {'d', 'a', 't', 'a', ':', (byte) 0xC3, (byte) 0x28, '\n', '\n'};
    List<SseEvent> events = oneByOne(bytes);

    assertThat(events).singleElement().satisfies(event -> assertThat(event.raw()).isEqualTo(bytes));
    assertThat(events.getFirst().data()).isEqualTo("\uFFFD(");
  }

  @Test
  void anEventOverTheLimitIsRefusedNotCollected() {
    SseSplitter splitter = new SseSplitter(1_000);
    byte[] line = "data: ".concat("x".repeat(994)).getBytes(StandardCharsets.UTF_8);

    assertThat(splitter.feed(line, 0, line.length)).isEmpty();
    assertThatExceptionOfType(FrameTooLongException.class)
        .isThrownBy(() -> splitter.feed(new byte[] {'x'}, 0, 1))
        .withMessageContaining("1000 bytes");
  }

  @Test
  void aLineOf64MiBIsCutOffAtTheLimit() {
    SseSplitter splitter = new SseSplitter(1 << 20);
    byte[] piece = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(FrameTooLongException.class)
        .isThrownBy(
            () -> {
              for (int fed = 0; fed < 64 << 20; fed += piece.length) {
                splitter.feed(piece, 0, piece.length);
                assertThat(fed).as("bytes taken in").isLessThan(1 << 20);
              }
            })
        .withMessageContaining("longer than 1048576 bytes");
  }

  @Test
  void manyShortLinesOfOneEventAreLimitedToo() {
    SseSplitter splitter = new SseSplitter(1_000);
    byte[] lines = "data: x\n".repeat(200).getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(FrameTooLongException.class)
        .isThrownBy(() -> splitter.feed(lines, 0, lines.length));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyBytesCutAnywhereGiveTheSameEventsAndNoneIsLost(long seed) {
    Random random = new Random(seed);
    byte[] alphabet = {'\r', '\n', ':', ' ', 'd', 'a', 't', 'a', (byte) 0xC3, (byte) 0xA9, 0};
    byte[] bytes = new byte[500];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = alphabet[random.nextInt(alphabet.length)];
    }
    List<SseEvent> whole = split(bytes, bytes.length);

    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(split(bytes, cut)).as("cut at %d", cut).isEqualTo(whole);
    }
    assertThat(oneByOne(bytes)).isEqualTo(whole);
    ByteArrayOutputStream together = new ByteArrayOutputStream();
    whole.forEach(event -> together.writeBytes(event.raw()));
    assertThat(bytes).startsWith(together.toByteArray());
    whole.forEach(SseEvent::data);
  }

  @Test
  void theLastNameAndEveryDataLineCount() {
    SseEvent event =
        oneByOne(
                "event: a\ndata\nevent:b\nid: 1\ndata:  x\ndatum: y\n\n"
                    .getBytes(StandardCharsets.UTF_8))
            .getFirst();

    assertThat(event.type()).isEqualTo("b");
    assertThat(event.data()).isEqualTo("\n x");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstLine() {
    SseEvent event = oneByOne("\uFEFFdata: 1\n\n".getBytes(StandardCharsets.UTF_8)).getFirst();

    assertThat(event.data()).isEqualTo("1");
    assertThat(event.raw()).startsWith(0xEF, 0xBB, 0xBF);
  }

  @Test
  void anUnfinishedEventIsNone() {
    SseSplitter splitter = new SseSplitter(1_000);
    byte[] bytes = "data: 1\n\ndata: 2\n".getBytes(StandardCharsets.UTF_8);

    assertThat(splitter.feed(bytes, 0, bytes.length)).hasSize(1);
    assertThat(splitter.end()).isEmpty();
  }

  private static List<SseEvent> split(byte[] bytes, int cut) {
    SseSplitter splitter = new SseSplitter(10_000);
    List<SseEvent> events = new ArrayList<>(splitter.feed(bytes, 0, cut));
    events.addAll(splitter.feed(bytes, cut, bytes.length - cut));
    return withRest(splitter, events);
  }

  private static List<SseEvent> oneByOne(byte[] bytes) {
    SseSplitter splitter = new SseSplitter(10_000);
    List<SseEvent> events = new ArrayList<>();
    for (int at = 0; at < bytes.length; at++) {
      events.addAll(splitter.feed(bytes, at, 1));
    }
    return withRest(splitter, events);
  }

  private static List<SseEvent> withRest(SseSplitter splitter, List<SseEvent> events) {
    events.addAll(splitter.end());
    return events;
  }
}
