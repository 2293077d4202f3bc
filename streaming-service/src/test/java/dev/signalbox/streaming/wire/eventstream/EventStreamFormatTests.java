package dev.signalbox.streaming.wire.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The bytes are those of AWS's own encoders for the same messages. */
class EventStreamFormatTests {

  private static final byte[] PAYLOAD = "{'foo':'bar'}".getBytes(StandardCharsets.UTF_8);

  @Test
  void messagesAreWrittenAsAwsWritesThem() {
    assertThat(hex(EventStreamFormat.message(Map.of(), new byte[0])))
        .isEqualTo("000000100000000005c248eb7d98c8ff");
    assertThat(hex(EventStreamFormat.message(Map.of(), PAYLOAD)))
        .isEqualTo("0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936");
    assertThat(
            hex(
                EventStreamFormat.message(
                    Map.of("event-type", new HeaderValue.Int32(40_972)), PAYLOAD)))
        .isEqualTo(
            "0000002d0000001041c424b80a6576656e742d74797065040000a00c7b27666f6f273a27626172277d"
                + "36f480a0");
    assertThat(
            hex(
                EventStreamFormat.message(
                    Map.of("content-type", new HeaderValue.Text("application/json")), PAYLOAD)))
        .isEqualTo(
            "0000003d0000002007fd83960c636f6e74656e742d747970650700106170706c69636174696f6e2f6a"
                + "736f6e7b27666f6f273a27626172277d8d9c08b1");
  }

  @Test
  void everyTypeOfHeaderIsWrittenAndReadAgain() {
    Map<String, HeaderValue> headers = headersOfEveryType();
    byte[] message = EventStreamFormat.message(headers, PAYLOAD);

    assertThat(hex(message))
        .isEqualTo(
            "000000a80000008b5f1f51960474727565000566616c736501046279746502f90573686f727403fed4"
                + "07696e746567657204fffeee90046c6f6e67050000011f71fb04cb05627974657306001449276d20"
                + "61206c6974746c6520746561706f7421047465787407000a7a61c5bcc3b3c582c4870474696d6508"
                + "0000000000845fed0475756964090102030405060708090a0b0c0d0e0f107b27666f6f273a276261"
                + "72277dc3a9c73e");
    List<EventStreamMessage> read = new EventStreamSplitter(1_000).feed(message, 0, message.length);
    assertThat(read).singleElement().satisfies(one -> assertThat(one.headers()).isEqualTo(headers));
  }

  @Test
  void eventsAndExceptionsCarryTheHeadersOfTheSpecification() {
    byte[] event =
        EventStreamFormat.event(
            "messageStart", "{\"role\":\"assistant\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(hex(event))
        .isEqualTo(
            "000000760000005296d5fade0b3a6576656e742d7479706507000c6d65737361676553746172740d3a"
                + "636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d657373616765"
                + "2d747970650700056576656e747b22726f6c65223a22617373697374616e74227d6fa8c599");
    byte[] exception = EventStreamFormat.exception("throttlingException", PAYLOAD);
    EventStreamMessage read =
        new EventStreamSplitter(1_000).feed(exception, 0, exception.length).getFirst();
    assertThat(read.kind()).isEqualTo(EventStreamMessage.Kind.EXCEPTION);
    assertThat(read.type()).isEqualTo("throttlingException");
    assertThat(read.text(":content-type")).isEqualTo("application/json");
    assertThat(read.data()).isEqualTo("{'foo':'bar'}");
  }

  @Test
  void aHeaderThatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> EventStreamFormat.message(Map.of("", new HeaderValue.Bool(true)), new byte[0]))
        .withMessageContaining("name");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                EventStreamFormat.message(
                    Map.of("x", new HeaderValue.Text("x".repeat(32_768))), new byte[0]))
        .withMessageContaining("32767 bytes");
  }

  static Map<String, HeaderValue> headersOfEveryType() {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put("true", new HeaderValue.Bool(true));
    headers.put("false", new HeaderValue.Bool(false));
    headers.put("byte", new HeaderValue.Int8((byte) -7));
    headers.put("short", new HeaderValue.Int16((short) -300));
    headers.put("integer", new HeaderValue.Int32(-70_000));
    headers.put("long", new HeaderValue.Int64(1_234_567_890_123L));
    headers.put(
        "bytes", new HeaderValue.Bytes("I'm a little teapot!".getBytes(StandardCharsets.US_ASCII)));
    headers.put("text", new HeaderValue.Text("zażółć"));
    headers.put("time", new HeaderValue.Timestamp(Instant.ofEpochMilli(8_675_309)));
    headers.put(
        "uuid", new HeaderValue.Uuid(UUID.fromString("01020304-0506-0708-090a-0b0c0d0e0f10")));
    return headers;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
