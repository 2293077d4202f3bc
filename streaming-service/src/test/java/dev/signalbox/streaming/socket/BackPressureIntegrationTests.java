package dev.signalbox.streaming.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.SocketClient;
import dev.signalbox.kit.testing.TestTokens;
import dev.signalbox.streaming.StreamingServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackPressureIntegrationTests extends StreamingServiceTest {

  private static final String MANY_MEGABYTES = "{\"content\":\"0123456789\",\"repeat\":5000000}";

  /** What one stream may hold here is 64 KiB and an event beyond. */
  private static final long PER_STREAM = 64L * 1024 + 32L * 1024;

  /** The operating system's, on both connections of a stream. */
  private static final long BUFFERS = 24L * 1024 * 1024;

  @BeforeEach
  void rest() {
    await().until(() -> SIMULATOR.traffic().active() == 0);
  }

  @Test
  void readersThatStallPauseTheirProvidersAndNobodyElses() throws Exception {
    long before = SIMULATOR.traffic().bytesSent();
    String plain = IdKind.REQUEST.next();
    String resumable = IdKind.REQUEST.next();
    try (Socket first = asking(plain, "");
        Socket second = asking(resumable, "X-Signalbox-Resumable: true\r\n");
        SocketClient third = SocketClient.open(client, "/v1/stream")) {
      third.send(
          "{\"type\":\"start\",\"stream_id\":\"s\",\"protocol\":\"openai-chat\",\"credit\":200000,\"request\":"
              + stream("openai/" + scripted(MANY_MEGABYTES))
              + "}");
      await().until(() -> SIMULATOR.traffic().active() == 3);
      awaitRest(before);

      assertThat(SIMULATOR.traffic().active()).isGreaterThanOrEqualTo(2);
      assertThat(SIMULATOR.traffic().bytesSent() - before).isLessThan(3 * BUFFERS);
      assertThat(buffered()).isPositive().isLessThan(3 * PER_STREAM);
      assertThat(client.post(CHAT, stream("openai/" + scripted("{\"content\":\"quick\"}"))).body())
          .contains("quick")
          .endsWith("data: [DONE]\n\n");

      // Nobody waits for a stalled reader for ever.
      assertThat(third.untilEnd("s").getLast().path("code").asString("")).isEqualTo("no_credit");
      await().until(() -> SIMULATOR.traffic().active() == 0);
      assertThat(first.isClosed()).isFalse();
      assertThat(second.isClosed()).isFalse();
    }
    await().untilAsserted(() -> assertThat(status(plain)).isEqualTo("client_gone"));
    // It went on without its client for as long as it could be kept.
    await().untilAsserted(() -> assertThat(status(resumable)).isEqualTo("client_gone"));
    await().until(() -> buffered() == 0);
  }

  @Test
  void whoGivesCreditInSmallPiecesGetsItAllInThem() {
    String model = "openai/" + scripted("{\"content\":\"one two three four five six\"}");
    try (SocketClient socket = SocketClient.open(client, "/v1/stream")) {
      socket.send(
          "{\"type\":\"start\",\"stream_id\":\"s\",\"protocol\":\"openai-chat\",\"credit\":1,\"request\":"
              + stream(model)
              + "}");
      int events = 0;
      var message = socket.next();
      while (!SocketClient.ends(message)) {
        if (message.path("type").asString("").equals("event")) {
          events++;
          socket.send(
              "{\"type\":\"credit\",\"stream_id\":\"s\",\"bytes\":"
                  + message.toString().length()
                  + "}");
        }
        message = socket.next();
      }
      assertThat(message.path("type").asString("")).isEqualTo("done");
      assertThat(events).isGreaterThan(6);
    }
  }

  private void awaitRest(long before) {
    long[] sent = {before};
    await()
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              long now = SIMULATOR.traffic().bytesSent();
              boolean resting = now > before && now == sent[0];
              sent[0] = now;
              return resting;
            });
  }

  /** Reads one byte a second of an endless stream. */
  private Socket asking(String requestId, String header) throws IOException {
    byte[] body = stream("openai/" + scripted(MANY_MEGABYTES)).getBytes(StandardCharsets.UTF_8);
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), client.port()));
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
            + TestTokens.bearer(Role.ADMIN)
            + "\r\nContent-Type: application/json\r\nX-Request-Id: "
            + requestId
            + "\r\n"
            + header
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    Thread.ofVirtual().start(() -> readSlowly(socket));
    return socket;
  }

  private static void readSlowly(Socket socket) {
    try {
      while (socket.getInputStream().read() >= 0) {
        Thread.sleep(Duration.ofSeconds(1));
      }
    } catch (IOException e) {
      return; // It was cut off, or the test is over.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String status(String requestId) {
    return attempts(requestId).getFirst().path("status").asString("");
  }

  private double buffered() {
    return client
        .get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("signalbox_streaming_buffered_bytes"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(-1);
  }
}
