package dev.signalbox.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.testing.MutableClock;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

class PlatformHttpTests {
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final MutableClock clock = new MutableClock();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch slow = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final PlatformHttp http =
      new PlatformHttp(
          HttpClient.newHttpClient(),
          new ClientProperties(Duration.ofSeconds(2), Duration.ofSeconds(30), 1),
          new CallHeaders(() -> TRACE, () -> "the-token"),
          clock,
          JsonMapper.builder().build(),
          ObservationRegistry.NOOP);
  private final HttpServer peer;
  private volatile Headers received = new Headers();

  record Thing(String name) {}

  PlatformHttpTests() throws IOException {
    peer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void startPeer() {
    peer.setExecutor(threads);
    peer.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          received = exchange.getRequestHeaders();
          if (exchange.getRequestURI().getPath().equals("/slow")) {
            awaitQuietly(slow);
          }
          byte[] body = "{\"name\":\"x\",\"newer\":1}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    peer.start();
  }

  @AfterEach
  void stopPeer() {
    slow.countDown();
    peer.stop(0);
    threads.close();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RequestContext within(Duration time) {
    return new RequestContext("req_1", Deadline.in(time, clock));
  }

  private RestClient client() {
    return http.restClient("http://localhost:" + peer.getAddress().getPort());
  }

  @Test
  void aCallCarriesTheRequestOnAndReadsTheAnswerTolerantly() throws Exception {
    RequestContext context = within(Duration.ofMinutes(1));

    Thing thing = context.call(() -> client().get().uri("/thing").retrieve().body(Thing.class));

    assertThat(thing).isEqualTo(new Thing("x"));
    assertThat(received.getFirst("X-Request-Id")).isEqualTo("req_1");
    assertThat(received.getFirst("X-Request-Deadline")).isEqualTo(context.deadline().headerValue());
    assertThat(received.getFirst("traceparent")).isEqualTo(TRACE);
    assertThat(received.getFirst("Authorization")).isEqualTo("Bearer the-token");
  }

  @Test
  void aRawRequestCarriesTheSame() throws Exception {
    URI uri = URI.create("http://localhost:" + peer.getAddress().getPort() + "/raw");

    HttpResponse<String> answer =
        within(Duration.ofMinutes(1))
            .call(
                () ->
                    http.client()
                        .send(http.request(uri).build(), HttpResponse.BodyHandlers.ofString()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(received.getFirst("X-Request-Id")).isEqualTo("req_1");
    assertThat(received.getFirst("Authorization")).isEqualTo("Bearer the-token");
  }

  @Test
  void pastTheDeadlineNoCallIsMade() {
    RequestContext late = within(Duration.ZERO);

    assertThatThrownBy(() -> late.call(() -> client().get().uri("/x").retrieve().body(Thing.class)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code().code()).isEqualTo("deadline_exceeded"));
    assertThatThrownBy(() -> late.call(() -> http.request(URI.create("http://localhost/"))))
        .isInstanceOf(ProblemException.class);
    assertThat(calls).hasValue(0);
  }

  @Test
  void aCallEndsWithTheDeadline() {
    clock.stopAt(Instant.EPOCH); // However slow the machine, the call has its 300 ms.
    RequestContext soon = within(Duration.ofMillis(300));

    assertThatThrownBy(
            () -> soon.call(() -> client().get().uri("/slow").retrieve().body(Thing.class)))
        .isInstanceOf(ResourceAccessException.class)
        .hasCauseInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void callsBeyondTheBoundWaitButNotPastTheirDeadline() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    RestClient client = client();
    Future<Thing> first =
        threads.submit(
            () -> {
              entered.countDown();
              return within(Duration.ofSeconds(30))
                  .call(() -> client.get().uri("/slow").retrieve().body(Thing.class));
            });
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    org.awaitility.Awaitility.await().until(() -> calls.get() == 1);

    assertThatThrownBy(
            () ->
                within(Duration.ofMillis(200))
                    .call(() -> client.get().uri("/x").retrieve().body(Thing.class)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Too many calls");

    slow.countDown();
    assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(new Thing("x"));
    assertThat(
            within(Duration.ofSeconds(30))
                .call(() -> client.get().uri("/x").retrieve().body(Thing.class)))
        .isEqualTo(new Thing("x"));
  }
}
