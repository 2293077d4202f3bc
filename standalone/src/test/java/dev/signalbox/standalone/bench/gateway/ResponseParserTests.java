package dev.signalbox.standalone.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTests {

  private static final String WITH_LENGTH =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello";
  private static final String CHUNKED =
      "HTTP/1.1 200 \r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2;x\r\nlo\r\n0\r\n\r\n";

  private final StringBuilder body = new StringBuilder();
  private final ResponseParser parser =
      new ResponseParser(bytes -> body.append(ResponseParser.text(bytes)));

  @ParameterizedTest
  @ValueSource(strings = {WITH_LENGTH, CHUNKED})
  void readsAResponseHoweverItIsCut(String response) {
    byte[] bytes = response.getBytes(StandardCharsets.US_ASCII);
    for (int cut = 1; cut < bytes.length; cut++) {
      body.setLength(0);
      parser.reset();

      assertThat(parser.accept(ByteBuffer.wrap(bytes, 0, cut))).isFalse();
      assertThat(parser.accept(ByteBuffer.wrap(bytes, cut, bytes.length - cut))).isTrue();

      assertThat(body).hasToString("hello");
      assertThat(parser.status()).isEqualTo(200);
      assertThat(parser.closes()).isFalse();
    }
  }

  @Test
  void leavesWhatFollowsToTheNextResponse() {
    ByteBuffer two = bytes(WITH_LENGTH + CHUNKED);

    assertThat(parser.accept(two)).isTrue();
    parser.reset();
    assertThat(parser.begun()).isFalse();
    assertThat(parser.accept(two)).isTrue();

    assertThat(body).hasToString("hellohello");
    assertThat(two.hasRemaining()).isFalse();
  }

  @Test
  void trailersBelongToTheirResponse() {
    String withTrailer = CHUNKED.substring(0, CHUNKED.length() - 2) + "Trailer: yes\r\n\r\n";

    assertThat(parser.accept(bytes(withTrailer))).isTrue();
    assertThat(body).hasToString("hello");
  }

  @Test
  void anInterimResponseIsNone() {
    assertThat(parser.accept(bytes("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + WITH_LENGTH)))
        .isTrue();
    assertThat(parser.status()).isEqualTo(200);
  }

  @Test
  void tellsWhenTheConnectionEnds() {
    assertThat(
            parser.accept(
                bytes("HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")))
        .isTrue();
    assertThat(parser.closes()).isTrue();
    assertThat(parser.status()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
      })
  void refusesWhatIsNoHttp(String nonsense) {
    assertThatThrownBy(() -> parser.accept(bytes(nonsense)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
