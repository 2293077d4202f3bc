package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;

/** Each fault, in each protocol's own form; the model always says two tokens. */
class FaultsOfEveryProtocolTests extends SimulatorTest {

  @BeforeAll
  void script() {
    server.script("m", "{\"content\":\"Hello there\"}");
  }

  @ParameterizedTest
  @EnumSource
  void aStatusComesWithTheProtocolsErrorAndWhenToRetry(Wire wire) throws Exception {
    HttpResponse<String> response = text(wire, "429-retry-after-7");

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("7");
    assertThat(response.body()).isEqualTo(rateLimit(wire));
    if (wire == Wire.BEDROCK) {
      assertThat(response.headers().firstValue("x-amzn-errortype"))
          .contains("ThrottlingException:http://internal.amazon.com/coral/com.amazon.bedrock/");
    }
  }

  private static String rateLimit(Wire wire) {
    return switch (wire) {
      case CHAT, RESPONSES ->
          "{\"error\":{\"message\":\"Rate limit reached (simulated).\",\"type\":\"requests\","
              + "\"param\":null,\"code\":\"rate_limit_exceeded\"}}";
      case MESSAGES ->
          "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\","
              + "\"message\":\"Rate limit reached (simulated).\"},"
              + "\"request_id\":\"req_01SimulatedRequest\"}";
      case GEMINI_EVENTS, GEMINI_ARRAY ->
          """
          {
            "error": {
              "code": 429,
              "message": "Resource has been exhausted (simulated).",
              "status": "RESOURCE_EXHAUSTED",
              "details": [
                {
                  "@type": "type.googleapis.com/google.rpc.RetryInfo",
                  "retryDelay": "7s"
                }
              ]
            }
          }
          """;
      case COHERE ->
          "{\"id\":\"00000000-0000-4000-8000-000000000000\","
              + "\"message\":\"rate limit reached (simulated)\"}";
      case BEDROCK -> "{\"message\":\"Too many requests, please wait before trying again.\"}";
    };
  }

  @ParameterizedTest
  @EnumSource
  void everyServerErrorHasABody(Wire wire) throws Exception {
    for (int status : List.of(400, 401, 403, 404, 408, 424, 500, 502, 503, 504, 529)) {
      HttpResponse<String> response = text(wire, Integer.toString(status));

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("Retry-After")).isEmpty();
      assertThat(json.readTree(response.body()).toString()).contains("message");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorHidesUnder200(Wire wire) throws Exception {
    HttpResponse<String> hidden = text(wire, "error-inside-429");

    assertThat(hidden.statusCode()).isEqualTo(200);
    assertThat(hidden.body()).isEqualTo(text(wire, "429-retry-after-none").body());
  }

  @ParameterizedTest
  @EnumSource
  void anErrorEndsTheStreamInTheProtocolsOwnForm(Wire wire) throws Exception {
    List<byte[]> frames = wire.frames(stream(wire, "error-after-2-503"));
    List<byte[]> usual = wire.frames(usual(wire));

    assertThat(frames.subList(0, 2)).containsExactlyElementsOf(usual.subList(0, 2));
    assertThat(frames.subList(2, frames.size()).stream().map(frame -> read(wire, frame)))
        .containsExactlyElementsOf(unavailable(wire));
  }

  private static List<String> unavailable(Wire wire) {
    return switch (wire) {
      case CHAT ->
          List.of(
              "data: {\"error\":{\"message\":\"The server had an error (simulated).\","
                  + "\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n");
      case RESPONSES ->
          List.of(
              "event: error\ndata: {\"type\":\"error\",\"sequence_number\":2,\"error\":{"
                  + "\"message\":\"The server had an error (simulated).\","
                  + "\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n",
              "event: response.failed");
      case MESSAGES ->
          List.of(
              "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\","
                  + "\"message\":\"Internal server error\"},"
                  + "\"request_id\":\"req_01SimulatedRequest\"}\n\n");
      case GEMINI_EVENTS ->
          List.of(
              "data: {\"error\": {\"code\": 503,"
                  + "\"message\": \"The model is overloaded. Please try again later.\","
                  + "\"status\": \"UNAVAILABLE\"}}\r\n\r\n");
      case GEMINI_ARRAY ->
          List.of(
              """
              ,\r
              {
                "error": {
                  "code": 503,
                  "message": "The model is overloaded. Please try again later.",
                  "status": "UNAVAILABLE"
                }
              }
              """,
              "]\n");
      case COHERE ->
          List.of(
              "event: message-end\ndata: {\"type\":\"message-end\",\"delta\":{"
                  + "\"error\":\"internal server error (simulated)\","
                  + "\"finish_reason\":\"ERROR\"}}\n\n");
      case BEDROCK ->
          List.of(
              "{:exception-type=serviceUnavailableException, :content-type=application/json,"
                  + " :message-type=exception}"
                  + "{\"message\":\"Bedrock is unable to process your request.\"}");
    };
  }

  /** Of the failed response, which repeats the request, only what it is. */
  private static String read(Wire wire, byte[] frame) {
    if (wire == Wire.BEDROCK) {
      return EventStream.read(frame);
    }
    String text = new String(frame, StandardCharsets.UTF_8);
    return text.startsWith("event: response.failed") ? text.lines().toList().getFirst() : text;
  }

  @ParameterizedTest
  @EnumSource
  void aMalformedFrameIsNotJsonAndTheRestFollows(Wire wire) throws Exception {
    byte[] stream = stream(wire, "malformed-after-2");
    byte[] usual = usual(wire);
    int before = wire.frames(usual).subList(0, 2).stream().mapToInt(frame -> frame.length).sum();
    int extra = stream.length - usual.length;

    assertThat(slice(stream, 0, before)).isEqualTo(slice(usual, 0, before));
    assertThat(slice(stream, before + extra, stream.length))
        .isEqualTo(slice(usual, before, usual.length));
    assertThat(extra).isPositive();
    String broken = text(wire, slice(stream, before, before + extra));
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> json.readTree(broken.substring(broken.indexOf('{'))));
  }

  /** The payload, where there is more to a frame. */
  private static String text(Wire wire, byte[] frame) {
    return wire == Wire.BEDROCK
        ? EventStream.read(frame).replaceFirst("^\\{[^}]*}", "")
        : new String(frame, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void aCorruptFrameCannotBeRead(Wire wire) throws Exception {
    byte[] stream = stream(wire, "corrupt-after-1");

    assertThat(stream).hasSameSizeAs(usual(wire));
    if (wire == Wire.BEDROCK) {
      assertThat(EventStream.messages(stream).stream().map(EventStream::hasRightChecksums))
          .startsWith(true, false, true);
    } else {
      assertThatExceptionOfType(CharacterCodingException.class)
          .isThrownBy(() -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(stream)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCutStreamEndsInTheMiddle(Wire wire) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> bytes(wire, "cut-after-2"));
  }

  @ParameterizedTest
  @EnumSource
  void aHangingStreamBeginsAndSaysNoMore(Wire wire) throws Exception {
    HttpResponse<InputStream> response =
        caller
            .client()
            .send(request(wire, "hang-after-1"), HttpResponse.BodyHandlers.ofInputStream());
    byte[] first = wire.frames(usual(wire)).getFirst();

    try (InputStream body = response.body()) {
      assertThat(timeless(body.readNBytes(first.length))).isEqualTo(first);
      assertThat(body.available()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHangSendsNothingAtAll(Wire wire) {
    HttpRequest request =
        HttpRequest.newBuilder(request(wire, "hang"), (name, value) -> true)
            .timeout(Duration.ofMillis(100))
            .build();

    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> caller.client().send(request, HttpResponse.BodyHandlers.discarding()));
  }

  @ParameterizedTest
  @EnumSource
  void usageCanBeMissing(Wire wire) throws Exception {
    String[] fault = {"X-Simulator-Fault", "no-usage"};
    String stream = new String(stream(wire, "no-usage"), StandardCharsets.UTF_8);
    String whole = caller.post(wire.wholePath(), wire.whole(), fault).body();

    assertThat(List.of(stream, whole))
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .contains("there")
                    .doesNotContainPattern("(?i)token(s|count)\": ?[0-9]"));
  }

  @ParameterizedTest
  @EnumSource
  void aPageComesInsteadOfAnAnswer(Wire wire) throws Exception {
    HttpResponse<String> response = text(wire, "wrong-content-type");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/html");
  }

  @ParameterizedTest
  @EnumSource
  void slowBytesAreTheSameBytes(Wire wire) throws Exception {
    assertThat(stream(wire, "trickle-0")).isEqualTo(usual(wire));
  }

  @ParameterizedTest
  @EnumSource
  void headersMayTrickle(Wire wire) throws Exception {
    long before = System.nanoTime();

    HttpResponse<byte[]> response = bytes(wire, "trickle-headers-1");

    assertThat(timeless(response.body())).isEqualTo(usual(wire));
    assertThat(response.headers()).isEqualTo(bytes(wire, "").headers());
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(50));
  }

  @ParameterizedTest
  @EnumSource
  void aGzipBombIsSmallUntilItIsUnpacked(Wire wire) throws Exception {
    HttpResponse<byte[]> response = bytes(wire, "gzip-bomb-8");

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(response.headers().firstValue("Content-Type"))
        .isEqualTo(bytes(wire, "").headers().firstValue("Content-Type"));
    assertThat(response.body()).hasSizeLessThan(32 * 1024);
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(unpacked.skip(Long.MAX_VALUE)).isBetween(8L << 20, (8L << 20) + 10);
    }
  }

  private HttpResponse<String> text(Wire wire, String fault) throws Exception {
    return caller.post(wire.path(), wire.streamed(), "X-Simulator-Fault", fault);
  }

  private HttpResponse<byte[]> bytes(Wire wire, String fault) throws Exception {
    return fault.isEmpty()
        ? caller.bytes(wire.path(), wire.streamed())
        : caller.bytes(wire.path(), wire.streamed(), "X-Simulator-Fault", fault);
  }

  private byte[] stream(Wire wire, String fault) throws Exception {
    return timeless(bytes(wire, fault).body());
  }

  private byte[] usual(Wire wire) throws Exception {
    return stream(wire, "");
  }

  /** Without the second in which an answer was given. */
  private static byte[] timeless(byte[] stream) {
    return new String(stream, StandardCharsets.ISO_8859_1)
        .replaceAll("(\"created(_at)?\"):\\d{10}", "$1:1234567890")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private HttpRequest request(Wire wire, String fault) {
    return caller.to(wire.path(), wire.streamed(), "X-Simulator-Fault", fault);
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
