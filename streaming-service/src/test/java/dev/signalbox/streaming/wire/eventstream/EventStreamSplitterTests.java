package dev.signalbox.streaming.wire.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.frame.FrameTooLongException;
import dev.signalbox.streaming.wire.frame.MalformedFrameException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamSplitterTests {

  private static final byte[] RECORDED = recorded();

  @Test
  void aStreamCutAnywhereGivesTheSameMessages() {
    List<EventStreamMessage> whole = split(RECORDED, RECORDED.length);

    assertThat(whole).hasSize(5);
    for (int cut = 0; cut <= RECORDED.length; cut++) {
      assertThat(split(RECORDED, cut)).as("cut at %d", cut).isEqualTo(whole);
    }
    assertThat(oneByOne(RECORDED)).isEqualTo(whole);
  }

  @Test
  void theMessagesPutTogetherAreTheBytesPutIn() {
    ByteArrayOutputStream together = new ByteArrayOutputStream();
    oneByOne(RECORDED).forEach(message -> together.writeBytes(message.raw()));

    assertThat(together.toByteArray()).isEqualTo(RECORDED);
  }

  @Test
  void aMessageSaysWhatItIs() {
    List<EventStreamMessage> messages = split(RECORDED, RECORDED.length);

    assertThat(messages)
        .extracting(EventStreamMessage::kind)
        .containsExactly(
            EventStreamMessage.Kind.EVENT,
            EventStreamMessage.Kind.UNKNOWN,
            EventStreamMessage.Kind.EVENT,
            EventStreamMessage.Kind.EXCEPTION,
            EventStreamMessage.Kind.ERROR);
    assertThat(messages)
        .extracting(EventStreamMessage::type)
        .containsExactly(
            "contentBlockDelta", null, "contentBlockStop", "throttlingException", "InternalError");
    assertThat(messages.getFirst().data()).isEqualTo("{\"text\":\"zażółć 😀\"}");
    assertThat(messages.getLast().data()).isNull();
    assertThat(messages.getLast().text(":error-message")).isEqualTo("It broke.");
  }

  @Test
  void everyFlippedBitIsNoticedBeforeAnythingIsBelieved() {
    byte[] message = message("contentBlockDelta", "{\"text\":\"hm\"}");
    for (int at = 0; at < message.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] corrupted = message.clone();
        corrupted[at] ^= (byte) (1 << bit);

        assertThatExceptionOfType(MalformedFrameException.class)
            .as("bit %d of byte %d", bit, at)
            .isThrownBy(() -> split(corrupted, corrupted.length))
            .withMessageContaining("checksum");
      }
    }
  }

  @Test
  void aMessageOverTheLimitIsRefusedNotCollected() {
    byte[] message = message("contentBlockDelta", "x".repeat(1_000));
    EventStreamSplitter splitter = new EventStreamSplitter(message.length - 1);

    assertThat(splitter.feed(message, 0, 11)).isEmpty();
    assertThatExceptionOfType(FrameTooLongException.class)
        .isThrownBy(() -> splitter.feed(message, 11, 1))
        .withMessageContaining((message.length - 1) + " bytes");
    assertThat(new EventStreamSplitter(message.length).feed(message, 0, message.length)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {20_000_000, 0xFFFF_FFFFL})
  void aLengthThatNoMemoryHoldsIsRefused(long length) {
    byte[] prelude = prelude(length, 0);

    assertThatExceptionOfType(FrameTooLongException.class)
        .isThrownBy(() -> new EventStreamSplitter(10_000).feed(prelude, 0, prelude.length));
  }

  @Test
  void lengthsThatContradictEachOtherAreRefused() {
    for (long[] lengths : new long[][] {{0, 0}, {12, 0}, {15, 0}, {16, 1}, {40, 25}}) {
      byte[] prelude = prelude(lengths[0], lengths[1]);

      assertThatExceptionOfType(MalformedFrameException.class)
          .as("%d bytes of which %d headers", lengths[0], lengths[1])
          .isThrownBy(() -> new EventStreamSplitter(10_000).feed(prelude, 0, prelude.length));
    }
  }

  @Test
  void headersThatAreNoneAreRefused() {
    assertMalformed("no name", 0, 0);
    assertMalformed("longer", 1, 'a');
    assertMalformed("longer", 200, 'a', 0);
    assertMalformed("longer", 1, 'a', 4, 0, 0);
    assertMalformed("longer", 1, 'a', 7, 0, 9, 'x');
    assertMalformed("longer", 1, 'a', 9, 1, 2, 3);
    assertMalformed("unknown type 10", 1, 'a', 10);
    assertMalformed("twice", 1, 'a', 0, 1, 'a', 1);
  }

  @Test
  void aMessageThatIsCutOffIsNotGiven() {
    EventStreamSplitter splitter = new EventStreamSplitter(10_000);

    assertThat(splitter.feed(RECORDED, 0, RECORDED.length - 1)).hasSize(4);
    assertThat(splitter.end()).isEmpty();
  }

  private static void assertMalformed(String reason, int... headers) {
    byte[] bytes = new byte[headers.length];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) headers[at];
    }
    assertThatExceptionOfType(MalformedFrameException.class)
        .isThrownBy(() -> new HeaderReader(ByteBuffer.wrap(bytes)).read())
        .withMessageContaining(reason);
  }

  private static byte[] recorded() {
    Map<String, HeaderValue> error = new LinkedHashMap<>();
    error.put(":message-type", new HeaderValue.Text("error"));
    error.put(":error-code", new HeaderValue.Text("InternalError"));
    error.put(":error-message", new HeaderValue.Text("It broke."));
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(message("contentBlockDelta", "{\"text\":\"zażółć 😀\"}"));
    stream.writeBytes(
        EventStreamFormat.message(
            EventStreamFormatTests.headersOfEveryType(), new byte[] {(byte) 0xC3, 0x28, 0}));
    stream.writeBytes(message("contentBlockStop", "{}"));
    stream.writeBytes(
        EventStreamFormat.exception(
            "throttlingException", "{\"message\":\"slow\"}".getBytes(StandardCharsets.UTF_8)));
    stream.writeBytes(EventStreamFormat.message(error, new byte[0]));
    return stream.toByteArray();
  }

  private static byte[] message(String type, String payload) {
    return EventStreamFormat.event(type, payload.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] prelude(long length, long headersLength) {
    ByteBuffer prelude = ByteBuffer.allocate(12).putInt((int) length).putInt((int) headersLength);
    CRC32 checksum = new CRC32();
    checksum.update(prelude.array(), 0, 8);
    return prelude.putInt((int) checksum.getValue()).array();
  }

  private static List<EventStreamMessage> split(byte[] bytes, int cut) {
    EventStreamSplitter splitter = new EventStreamSplitter(10_000);
    List<EventStreamMessage> messages = new ArrayList<>(splitter.feed(bytes, 0, cut));
    messages.addAll(splitter.feed(bytes, cut, bytes.length - cut));
    messages.addAll(splitter.end());
    return messages;
  }

  private static List<EventStreamMessage> oneByOne(byte[] bytes) {
    EventStreamSplitter splitter = new EventStreamSplitter(10_000);
    List<EventStreamMessage> messages = new ArrayList<>();
    for (int at = 0; at < bytes.length; at++) {
      messages.addAll(splitter.feed(bytes, at, 1));
    }
    return messages;
  }
}
