package dev.signalbox.mcppool.transport;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcppool.rpc.Progress;
import dev.signalbox.mcppool.rpc.RpcCall;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.rpc.RpcRequest;
import dev.signalbox.mcppool.testing.RecordingPeer;
import dev.signalbox.mcppool.testing.ScriptedPeer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/** Every fault of a peer, over real pipes. */
class RpcOverLinesTests {
  private static final int MAX_FRAME = 128 * 1024;
  private static final long FIFTY_MEGABYTES = 50 * 1024 * 1024;
  private static final int QUEUE = 8;
  private static final int MAX_IN_FLIGHT = 16;

  private final ScriptedPeer server = new ScriptedPeer();
  private final RecordingPeer peer = new RecordingPeer();
  private final RpcConnection connection =
      RpcConnection.over(
          new LineWire(
              "rpc-test", server.output(), server.input(), MAX_FRAME, QUEUE, () -> "it hung up"),
          peer,
          MAX_IN_FLIGHT);

  @AfterEach
  void close() {
    connection.close();
    server.close();
  }

  @Test
  void answersFindTheirCallsInWhateverOrderTheyCome() {
    List<RpcCall> calls = new ArrayList<>();
    List<JsonNode> requests = new ArrayList<>();
    for (int i = 0; i < MAX_IN_FLIGHT; i++) {
      calls.add(connection.start("echo", null, ofSeconds(20)));
      requests.add(server.next());
    }
    Collections.reverse(requests);
    requests.forEach(request -> server.answer(request, request.get("id").toString()));

    for (int i = 0; i < calls.size(); i++) {
      assertThat(calls.get(i).await()).isEqualTo(answered(i + 1));
    }
    assertThat(connection.inFlight()).isZero();
    assertThat(connection.strays()).isZero();
  }

  @Test
  void anErrorOfThePeerIsAnOutcome() {
    RpcCall call = connection.start("echo", null, ofSeconds(20));
    JsonNode request = server.next();
    server.say(
        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":-32602,\"message\":\"no a\"}}"
            .formatted(request.get("id")));

    assertThat(call.await()).isEqualTo(new RpcOutcome.Refused(-32602, "no a", null));
  }

  @Test
  void aCallThatTimesOutIsForgottenAndThePeerIsToldToStop() {
    RpcOutcome outcome = connection.call("slow", null, ofMillis(50));
    JsonNode request = server.next();
    JsonNode cancelled = server.next();

    assertThat(outcome).isEqualTo(new RpcOutcome.TimedOut(ofMillis(50)));
    assertThat(connection.inFlight()).isZero();
    assertThat(cancelled.get("method").stringValue()).isEqualTo("notifications/cancelled");
    assertThat(cancelled.at("/params/requestId")).isEqualTo(request.get("id"));

    server.answer(request, "1");
    assertThat(roundTrip()).isInstanceOf(RpcOutcome.Answered.class);
    assertThat(connection.strays()).isEqualTo(1);
  }

  @Test
  void initializeIsNeverCancelled() {
    connection.call("initialize", null, ofMillis(20));
    server.next();

    RpcCall next = connection.start("echo", null, ofSeconds(20));
    assertThat(server.next().get("method").stringValue()).isEqualTo("echo");
    next.cancel("enough");
  }

  @Test
  void aCancelledCallEndsAtOnceAndThePeerIsTold() {
    RpcCall call = connection.start("slow", null, ofMinutes(10));
    server.next();
    call.cancel("the caller left");

    assertThat(call.await()).isEqualTo(new RpcOutcome.Cancelled("the caller left"));
    assertThat(server.next().get("method").stringValue()).isEqualTo("notifications/cancelled");
    assertThat(connection.inFlight()).isZero();
  }

  @Test
  void anInterruptedCallerCancelsItsCall() throws InterruptedException {
    CompletableFuture<RpcOutcome> outcome = new CompletableFuture<>();
    Thread caller =
        Thread.startVirtualThread(
            () -> outcome.complete(connection.call("slow", null, ofMinutes(10))));
    server.next();
    caller.interrupt();
    caller.join();

    assertThat(outcome.join()).isEqualTo(new RpcOutcome.Cancelled("interrupted"));
    assertThat(server.next().get("method").stringValue()).isEqualTo("notifications/cancelled");
  }

  @Test
  void strayLinesAndHalfMessagesAreIgnored() {
    RpcCall call = connection.start("echo", null, ofSeconds(20));
    JsonNode request = server.next();
    server.say("Listening on stdio...");
    server.say("");
    server.say("{\"jsonrpc\":\"2.0\"");
    server.say("[1, null, \"x\"]");
    server.say("{\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + "}");
    server.say("{\"jsonrpc\":\"2.0\",\"id\":4711,\"result\":{}}");
    server.say("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{}}");
    server.say("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"result\":{}}\r");
    server.answer(request, "1");

    assertThat(call.await()).isEqualTo(answered(1));
    assertThat(connection.strays()).isGreaterThan(4);
  }

  @Test
  void theSecondAnswerToACallIsIgnored() {
    RpcCall call = connection.start("echo", null, ofSeconds(20));
    JsonNode request = server.next();
    server.answer(request, "1");
    server.answer(request, "2");

    assertThat(call.await()).isEqualTo(answered(1));
    assertThat(roundTrip()).isInstanceOf(RpcOutcome.Answered.class);
    assertThat(connection.strays()).isEqualTo(1);
  }

  @Test
  void batchesAreTakenApart() {
    RpcCall first = connection.start("echo", null, ofSeconds(20));
    RpcCall second = connection.start("echo", null, ofSeconds(20));
    server.say(
        "[{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":2},{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1},"
            + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}]");

    assertThat(first.await()).isEqualTo(answered(1));
    assertThat(second.await()).isEqualTo(answered(2));
    await().untilAsserted(() -> assertThat(peer.notifications()).hasSize(1));
  }

  @Test
  void notificationsMayComeBeforeAnyAnswer() {
    server.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");

    assertThat(roundTrip()).isInstanceOf(RpcOutcome.Answered.class);
    assertThat(peer.notifications()).containsExactly("notifications/tools/list_changed");
  }

  @Test
  void requestsOfThePeerAreAnsweredByPolicy() {
    server.say("{\"jsonrpc\":\"2.0\",\"id\":\"s-1\",\"method\":\"roots/list\"}");
    JsonNode answer = server.next();

    assertThat(answer.get("id").stringValue()).isEqualTo("s-1");
    assertThat(answer.at("/error/code").intValue()).isEqualTo(-32601);
  }

  @Test
  void anAnswerOverTheLimitEndsItsCallAloneAndAtOnce() {
    RpcCall tooLong = connection.start("dump", null, ofMinutes(10));
    RpcCall other = connection.start("echo", null, ofSeconds(20));
    server.next();
    JsonNode second = server.next();
    server.sayRaw("{\"result\":{\"id\":7,\"text\":\"");
    String part = "\\\"id\\\":2,".repeat(64 * 1024);
    for (long length = 0; length < FIFTY_MEGABYTES; length += part.length()) {
      server.sayRaw(part);
    }
    server.sayRaw("\"},\"jsonrpc\":\"2.0\",\"id\":1}\n");
    server.answer(second, "2");

    assertThat(tooLong.await())
        .isEqualTo(
            new RpcOutcome.Unreadable("the answer is longer than the limit of 131072 bytes"));
    assertThat(other.await()).isEqualTo(answered(2));
  }

  @Test
  void thePeersEndFailsEveryCallInFlightAndLaterOnes() {
    List<RpcCall> calls = new ArrayList<>();
    for (int i = 0; i < QUEUE; i++) {
      calls.add(connection.start("echo", null, ofMinutes(10)));
    }
    server.hangUp();

    assertThat(calls).allSatisfy(call -> assertThat(call.await()).isEqualTo(lost()));
    assertThat(connection.call("echo", null, ofMinutes(10)))
        .isEqualTo(RpcOutcome.Lost.unwritten("it hung up"));
    assertThat(connection.inFlight()).isZero();
    await().untilAsserted(() -> assertThat(peer.ends()).containsExactly("it hung up"));
  }

  @Test
  void callsBeyondTheLimitAreTurnedAwayUnsent() {
    List<RpcCall> calls = new ArrayList<>();
    for (int i = 0; i < MAX_IN_FLIGHT; i++) {
      calls.add(connection.start("slow", null, ofMinutes(10)));
      server.next();
    }

    assertThat(connection.call("slow", null, ofMinutes(10)))
        .isEqualTo(new RpcOutcome.Overloaded(MAX_IN_FLIGHT));

    calls.getFirst().cancel("enough");
    server.next();
    assertThat(roundTrip()).isInstanceOf(RpcOutcome.Answered.class);
  }

  /** The pipe and the queue fill up; what never left is withdrawn and not cancelled. */
  @Test
  void aPeerThatDoesNotReadDelaysNobodyPastTheDeadline() {
    JsonNode large = StringNode.valueOf("x".repeat(512 * 1024));
    RpcCall written = connection.start("echo", large, ofMillis(100));
    List<RpcCall> queued = new ArrayList<>();
    for (int i = 0; i < QUEUE; i++) {
      queued.add(connection.start("echo", large, ofMillis(100)));
    }

    assertThat(connection.call("echo", large, ofMillis(50)))
        .isInstanceOf(RpcOutcome.TimedOut.class);
    assertThat(written.await()).isInstanceOf(RpcOutcome.TimedOut.class);
    assertThat(queued)
        .allSatisfy(call -> assertThat(call.await()).isInstanceOf(RpcOutcome.TimedOut.class));
    assertThat(connection.inFlight()).isZero();

    assertThat(server.next().get("id").intValue()).isEqualTo(1);
    assertThat(server.next().get("method").stringValue()).isEqualTo("notifications/cancelled");
    assertThat(roundTrip()).isInstanceOf(RpcOutcome.Answered.class);
  }

  @Test
  void aFloodOfNotificationsDelaysNoAnswer() {
    Thread flood =
        Thread.startVirtualThread(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                server.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}");
              }
            });
    RpcCall call = connection.start("echo", null, ofSeconds(20));
    JsonNode request = server.next();
    await().until(() -> !flood.isAlive());
    server.answer(request, "1");

    assertThat(call.await()).isEqualTo(answered(1));
    assertThat(peer.notifications()).hasSize(20_000);
  }

  @Test
  void progressReachesTheCallItBelongsTo() {
    RpcCall call = connection.start(new RpcRequest("slow", null, Map.of(), true), ofSeconds(20));
    RpcCall other = connection.start("slow", null, ofSeconds(20));
    JsonNode request = server.next();
    server.say(progress(request.at("/params/_meta/progressToken"), 1));
    server.say(progress(server.next().get("id"), 2));
    List<Progress> reports = new CopyOnWriteArrayList<>();
    CompletableFuture<RpcOutcome> outcome =
        CompletableFuture.supplyAsync(() -> call.await(reports::add));
    await().until(() -> reports.size() == 1);
    server.answer(request, "1");

    assertThat(outcome.join()).isEqualTo(answered(1));
    assertThat(reports).containsExactly(new Progress(1, 10.0, "at work"));
    other.cancel("enough");
  }

  /** Reports are dropped, the oldest first; the reader goes on. */
  @Test
  void aListenerThatTakesItsTimeMissesReportsAndDelaysNobody() {
    RpcCall call = connection.start(new RpcRequest("slow", null, Map.of(), true), ofSeconds(20));
    JsonNode request = server.next();
    for (int i = 1; i <= 1000; i++) {
      server.say(progress(request.get("id"), i));
    }
    assertThat(roundTrip()).isInstanceOf(RpcOutcome.Answered.class);
    List<Progress> reports = new ArrayList<>();
    RpcOutcome outcome =
        call.await(
            report -> {
              reports.add(report);
              if (report.done() == 1000) {
                server.answer(request, "1");
              }
            });

    assertThat(outcome).isEqualTo(answered(1));
    assertThat(reports).hasSizeLessThan(100).last().extracting(Progress::done).isEqualTo(1000.0);
  }

  @Test
  void aServerEndsItsSubscriptionsAndNothingElse() {
    RpcCall subscription = connection.start("subscriptions/listen", null, ofMinutes(10));
    RpcCall call = connection.start("slow", null, ofMinutes(10));
    server.say(cancelled(server.next().get("id")));
    server.say(cancelled(server.next().get("id")));

    assertThat(subscription.await()).isInstanceOf(RpcOutcome.Cancelled.class);
    assertThat(roundTrip()).isInstanceOf(RpcOutcome.Answered.class);
    assertThat(call.within(ofMillis(0))).isEmpty();
    call.cancel("enough");
  }

  private static String progress(JsonNode token, int done) {
    return """
        {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":%s,\
        "progress":%d,"total":10,"message":"at work"}}"""
        .formatted(token, done);
  }

  private static String cancelled(JsonNode id) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%s}}"
        .formatted(id);
  }

  private RpcOutcome roundTrip() {
    RpcCall call = connection.start("echo", null, ofSeconds(20));
    JsonNode request = server.next();
    server.answer(request, "{}");
    return call.await();
  }

  private static RpcOutcome answered(int value) {
    return new RpcOutcome.Answered(IntNode.valueOf(value));
  }

  private static RpcOutcome lost() {
    return new RpcOutcome.Lost("it hung up");
  }
}
