package dev.signalbox.streaming.matrix;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.frame.FrameSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Clients that hang up at every event of a stream, in each protocol: each attempt is metered once
 * and says where its figures come from, and no call is left hanging.
 */
class AbandonedStreamsIntegrationTests extends StreamingServiceTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String SCRIPT =
      "{\"content\":\"one two three four\",\"tokens\":{\"input\":40,\"output\":9},"
          + "\"first_token_delay_ms\":300,\"tokens_per_second\":20}";

  @Autowired private WireProtocols protocols;

  /** A stream that its client left after so many events. */
  private record Abandoned(Protocol protocol, int events, String requestId, boolean whole) {}

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyOneIsMeteredOnceWhateverACancelDoesToTheBill(boolean cancelStopsBilling)
      throws Exception {
    List<Abandoned> all = abandonEverywhere(cancelStopsBilling);

    assertThat(all).hasSizeGreaterThan(6 * 6);
    await().until(() -> all.stream().allMatch(this::ended));
    for (Abandoned abandoned : all) {
      assertMetered(abandoned, attempts(abandoned.requestId()).getFirst(), cancelStopsBilling);
    }
    await().until(() -> SIMULATOR.traffic().active() == 0);
    assertToldOnce(all);
  }

  private boolean ended(Abandoned abandoned) {
    List<JsonNode> attempts = attempts(abandoned.requestId());
    return attempts.size() == 1
        && !attempts.getFirst().path("status").asString("").equals("running");
  }

  private static void assertMetered(
      Abandoned abandoned, JsonNode attempt, boolean cancelStopsBilling) {
    String status = attempt.path("status").asString("");
    String source = attempt.path("usage_source").asString("");
    long input = attempt.at("/buckets/input_uncached").asLong(0);
    long output = attempt.at("/buckets/output_visible").asLong(0);
    String described = abandoned + ": " + attempt;
    if (abandoned.whole()) {
      assertThat(status).as(described).isEqualTo("completed");
    }
    if (status.equals("completed")) {
      assertThat(source).as(described).isEqualTo("provider");
    } else {
      assertThat(status).as(described).isEqualTo("client_gone");
      // A provider that had finished by then has told all the same.
      assertThat(source)
          .as(described)
          .isIn(cancelStopsBilling ? List.of("estimated", "provider") : List.of("drained"));
    }
    if (source.equals("estimated")) {
      assertThat(input).as(described).isPositive();
      assertThat(output > 0 || abandoned.events() == 0).as(described).isTrue();
    } else {
      assertThat(input).as(described).isEqualTo(40);
      assertThat(output).as(described).isEqualTo(9);
    }
  }

  private void assertToldOnce(List<Abandoned> all) {
    Set<String> ids =
        all.stream()
            .map(abandoned -> attempts(abandoned.requestId()).getFirst())
            .map(attempt -> attempt.path("attempt_id").asString(""))
            .collect(toSet());
    await().until(() -> told(ids).keySet().equals(ids));

    assertThat(told(ids)).allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
  }

  /** How often the usage of each of these attempts has been told. */
  private Map<String, Long> told(Set<String> ids) {
    return recorded.all(Topics.USAGE).stream()
        .filter(event -> event.type().equals("signalbox.usage.recorded.v1"))
        .map(event -> event.data().path("attempt_id").asString(""))
        .filter(ids::contains)
        .collect(groupingBy(id -> id, counting()));
  }

  private List<Abandoned> abandonEverywhere(boolean cancelStopsBilling) throws Exception {
    List<Future<List<Abandoned>>> running = new ArrayList<>();
    List<Abandoned> all = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Protocol protocol : Protocol.values()) {
        String provider = provider(protocol) + (cancelStopsBilling ? "" : GOES_ON_BILLING);
        running.add(clients.submit(() -> abandoned(protocol, provider, clients)));
      }
      for (Future<List<Abandoned>> ofProtocol : running) {
        all.addAll(ofProtocol.get());
      }
    }
    return all;
  }

  /** Reads one stream whole, and leaves others after each number of its events. */
  private List<Abandoned> abandoned(Protocol protocol, String provider, ExecutorService clients)
      throws Exception {
    String whole = IdKind.REQUEST.next();
    int events = read(protocol, provider, whole, Integer.MAX_VALUE);
    List<Future<Abandoned>> running = new ArrayList<>();
    for (int left = 0; left <= events; left++) {
      int after = left;
      running.add(clients.submit(() -> abandoned(protocol, provider, after)));
    }
    List<Abandoned> all = new ArrayList<>();
    all.add(new Abandoned(protocol, events, whole, true));
    for (Future<Abandoned> abandoned : running) {
      all.add(abandoned.get());
    }
    return all;
  }

  private Abandoned abandoned(Protocol protocol, String provider, int events) throws Exception {
    String requestId = IdKind.REQUEST.next();
    if (events == 0) {
      leaveInSilence(protocol, provider, requestId);
    } else {
      read(protocol, provider, requestId, events);
    }
    return new Abandoned(protocol, events, requestId, false);
  }

  /** Hangs up when the provider has been asked and has said nothing yet. */
  private void leaveInSilence(Protocol protocol, String provider, String requestId) {
    CompletableFuture<HttpResponse<InputStream>> answer =
        HTTP.sendAsync(
            request(protocol, provider, requestId), HttpResponse.BodyHandlers.ofInputStream());
    await().pollInterval(Duration.ofMillis(20)).until(() -> attempts(requestId).size() == 1);
    answer.cancel(true);
  }

  /** Reads so many events, if there are so many, and hangs up; tells how many there were. */
  private int read(Protocol protocol, String provider, String requestId, int atMost)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        HTTP.send(
            request(protocol, provider, requestId), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    FrameSplitter splitter = protocols.of(protocol).splitter(1 << 20);
    byte[] bytes = new byte[1_024];
    int events = 0;
    try (InputStream body = response.body()) {
      int read = body.read(bytes);
      while (read >= 0 && events < atMost) {
        for (Frame frame : splitter.feed(bytes, 0, read)) {
          events += frame.data() == null ? 0 : 1;
        }
        read = events < atMost ? body.read(bytes) : read;
      }
    }
    return events;
  }

  private HttpRequest request(Protocol protocol, String provider, String requestId) {
    String model = provider + '/' + scripted(SCRIPT);
    return asking(requestId)
        .request(ClientBodies.path(protocol, model, true))
        .POST(HttpRequest.BodyPublishers.ofString(ClientBodies.question(protocol, model, true)))
        .build();
  }
}
