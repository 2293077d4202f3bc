package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyAnswersTests {

  private final SimulatorServer server = SimulatorServer.start(0);
  private final Caller caller = new Caller(server);

  @AfterEach
  void stop() {
    caller.close();
    server.close();
  }

  @Test
  void tooManyRequestsSayWhenToRetry() throws Exception {
    HttpResponse<String> response = caller.fault("429-retry-after-7", Caller.STREAM);

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("7");
    assertThat(response.body()).contains("\"code\":\"rate_limit_exceeded\"");
  }

  @Test
  void theModelNameCanAskForAFault() throws Exception {
    assertThat(caller.chat(Caller.QUESTION.replace("gpt-4", "fault-500")).statusCode())
        .isEqualTo(500);
  }

  @Test
  void aPlannedFaultHitsOnlyTheNextRequests() throws Exception {
    assertThat(caller.call("PUT", "/faults/gpt-4", "{\"fault\":\"503\",\"times\":1}").statusCode())
        .isEqualTo(200);

    assertThat(caller.chat(Caller.QUESTION).statusCode()).isEqualTo(503);
    assertThat(caller.chat(Caller.QUESTION).statusCode()).isEqualTo(200);
  }

  @Test
  void aCutStreamEndsInTheMiddle() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> caller.fault("cut-after-2", Caller.STREAM));
  }

  @Test
  void aMalformedFrameIsNotJson() throws Exception {
    assertThat(Caller.data(caller.fault("malformed-after-1", Caller.STREAM)).get(1))
        .isEqualTo("{\"id\":\"chatcmpl-broken\",\"choices\":[{\"delta\":");
  }

  @Test
  void anErrorFrameEndsTheStreamWithoutDone() throws Exception {
    HttpResponse<String> response = caller.fault("error-after-1", Caller.STREAM);

    assertThat(Caller.data(response)).hasSize(2);
    assertThat(Caller.data(response).getLast()).startsWith("{\"error\":{");
  }

  @Test
  void usageCanBeMissing() throws Exception {
    assertThat(caller.fault("no-usage", Caller.STREAM_WITH_USAGE).body())
        .doesNotContain("usage\":{");
    assertThat(caller.fault("no-usage", Caller.QUESTION).body()).doesNotContain("usage");
  }

  @Test
  void anErrorCanHideUnder200() throws Exception {
    HttpResponse<String> response = caller.fault("error-inside", Caller.STREAM);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("{\"error\":{");
  }

  @Test
  void aTrickleSendsTheSameBytes() throws Exception {
    String script = "{\"content\":\"x\",\"fault\":\"trickle-0\"}";

    assertThat(caller.script(script, Caller.STREAM).body()).endsWith("data: [DONE]\n\n");
  }

  @Test
  void anUnknownFaultIsRefused() throws Exception {
    assertThat(caller.fault("boom", Caller.STREAM).statusCode()).isEqualTo(400);
  }

  @Test
  void aClientThatGivesUpOnSilenceIsCountedAsCancelled() {
    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(
            () ->
                caller
                    .client()
                    .send(
                        HttpRequest.newBuilder(
                                caller.request(Caller.STREAM, "X-Simulator-Fault", "hang"),
                                (name, value) -> true)
                            .timeout(Duration.ofMillis(300))
                            .build(),
                        HttpResponse.BodyHandlers.ofString()));

    await().until(() -> server.traffic().cancelled() == 1 && server.traffic().active() == 0);
  }

  @Test
  void generationStopsWhenTheClientGoes() throws Exception {
    server.script(
        "endless", "{\"content\":\"word \",\"repeat\":1000000,\"tokens_per_second\":200}");
    HttpResponse<InputStream> response =
        caller
            .client()
            .send(
                caller.request(Caller.STREAM, "X-Simulator-Script", "endless"),
                HttpResponse.BodyHandlers.ofInputStream());

    assertThat(response.body().readNBytes(500)).hasSize(500);
    response.body().close();

    await().until(() -> server.traffic().cancelled() == 1 && server.traffic().active() == 0);
  }

  @Test
  void aClientThatDoesNotReadHoldsTheServerBack() throws Exception {
    server.script("flood", "{\"content\":\"0123456789\",\"repeat\":2000000}");
    byte[] body = Caller.STREAM.getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nX-Simulator-Script: flood\r\n"
                      + "Content-Length: "
                      + body.length
                      + "\r\n\r\n"
                      + Caller.STREAM)
                  .getBytes(StandardCharsets.UTF_8));
      long[] before = {-1};
      await()
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                long now = server.traffic().bytesSent();
                boolean resting = now > 0 && now == before[0];
                before[0] = now;
                return resting;
              });
      assertThat(server.traffic().active()).isEqualTo(1);
      assertThat(server.traffic().bytesSent()).isLessThan(32L * 1024 * 1024);
    }
    await().until(() -> server.traffic().active() == 0);
  }
}
