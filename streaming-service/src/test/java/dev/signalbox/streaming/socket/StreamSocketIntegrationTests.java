package dev.signalbox.streaming.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.ServiceClient.Answer;
import dev.signalbox.kit.testing.SocketClient;
import dev.signalbox.kit.testing.TestTokens;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.load.RunningRequests;
import java.math.BigDecimal;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class StreamSocketIntegrationTests extends StreamingServiceTest {

  private static final String PATH = "/v1/stream";
  private static final String SLOW =
      "{\"content\":\"word \",\"repeat\":10000,\"tokens_per_second\":50}";

  @BeforeEach
  void rest() {
    await().until(() -> SIMULATOR.traffic().active() == 0);
  }

  @Test
  void theEventsAreThoseOfTheProtocolAndTheLastMessageIsTheEnd() {
    String model = "openai/" + scripted("{\"content\":\"one two three\"}");
    List<String> events;
    try (EventStream stream = client.sse(CHAT, stream(model))) {
      events = stream.all().stream().map(EventStream.Received::data).toList();
    }

    try (SocketClient socket = SocketClient.open(client, PATH)) {
      List<JsonNode> messages = socket.send(start("s1", model, "")).untilEnd("s1");

      JsonNode begun = messages.getFirst();
      String requestId = begun.path("request_id").asString("");
      assertThat(type(begun)).isEqualTo("begun");
      assertThat(begun.path("model").asString("")).isEqualTo(model);
      assertThat(begun.path("attempt_id").asString("")).startsWith("att_");
      List<JsonNode> told = messages.subList(1, messages.size() - 1);
      assertThat(told).extracting(StreamSocketIntegrationTests::type).containsOnly("event");
      assertThat(told)
          .extracting(event -> event.path("id").asString(""))
          .isEqualTo(
              LongStream.rangeClosed(1, events.size())
                  .mapToObj(number -> requestId + ':' + number)
                  .toList());
      assertThat(told.getLast().path("data").asString("")).isEqualTo("[DONE]");
      assertThat(told.stream().map(StreamSocketIntegrationTests::text).toList())
          .containsSubsequence("one", " two", " three");
      assertThat(told).hasSameSizeAs(events);
      assertThat(type(messages.getLast())).isEqualTo("done");
      assertThat(attempts(requestId).getFirst().path("status").asString("")).isEqualTo("completed");
      assertThat(usageOf(begun.path("attempt_id").asString("")).traceparent()).isNotNull();
    }
  }

  @Test
  void whatIsNoStreamComesAsOneEvent() {
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      String whole =
          "{\"type\":\"start\",\"stream_id\":\"w\",\"protocol\":\"openai-chat\",\"request\":"
              + whole("gpt-4")
              + "}";

      List<JsonNode> messages = socket.send(whole).untilEnd("w");

      assertThat(messages)
          .extracting(StreamSocketIntegrationTests::type)
          .containsExactly("begun", "event", "done");
      assertThat(messages.get(1).at("/data/object").asString("")).isEqualTo("chat.completion");
    }
  }

  @Test
  void whoFindsNoPlaceIsToldSo() {
    RunningRequests.Place all = takeAllPlaces();
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      JsonNode end = socket.send(start("s1", "openai/" + newModel(), "")).untilEnd("s1").getLast();

      assertThat(type(end)).isEqualTo("error");
      assertThat(end.path("code").asString("")).isEqualTo("overloaded");
      assertThat(end.path("status").asInt()).isEqualTo(503);
    } finally {
      all.close();
    }
  }

  @Test
  void whatAnAnswerCostIsToldBeforeItOrInItsUsage() {
    String script = "{\"content\":\"one two\",\"tokens\":{\"input\":40,\"output\":9}}";
    String model = "openai/" + scripted(script);
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      String whole =
          "{\"type\":\"start\",\"stream_id\":\"w\",\"protocol\":\"openai-chat\",\"request\":"
              + whole(model)
              + "}";
      JsonNode begun = socket.send(whole).untilEnd("w").getFirst();
      List<JsonNode> events = socket.send(start("s", model, ",\"usage_cost\":true")).untilEnd("s");

      assertThat(begun.path("cost_usd").asString("")).isEqualTo("0.000049");
      assertThat(events.getFirst().has("cost_usd")).isFalse();
      assertThat(
              events.stream()
                  .map(event -> event.at("/data/usage/cost"))
                  .filter(JsonNode::isNumber)
                  .map(JsonNode::decimalValue)
                  .toList())
          .containsExactly(new BigDecimal("0.000049"));
    }
  }

  @Test
  void theSameRequestIsAnsweredAgainWithoutAskingAnybody() {
    String model = scripted("{\"content\":\"one two\"}");
    ServiceClient team = ofTeam("team-" + model);
    String cached = ",\"cache_max_age\":60";
    try (SocketClient socket = SocketClient.open(team, PATH)) {
      List<JsonNode> first = socket.send(start("a", "openai/" + model, cached)).untilEnd("a");
      List<JsonNode> again = socket.send(start("b", "openai/" + model, cached)).untilEnd("b");
      List<JsonNode> unwanted = socket.send(start("c", "openai/" + model, "")).untilEnd("c");

      assertThat(first.getFirst().path("cache").asString("")).isEqualTo("miss");
      assertThat(again.getFirst().path("cache").asString("")).isEqualTo("hit");
      assertThat(again.getFirst().path("age").isIntegralNumber()).isTrue();
      assertThat(again.getFirst().path("cost_usd").asString("")).isEqualTo("0");
      assertThat(again.getFirst().path("attempt_id"))
          .isEqualTo(first.getFirst().path("attempt_id"));
      assertThat(data(again)).isEqualTo(data(first)).hasSizeGreaterThan(2);
      assertThat(type(again.getLast())).isEqualTo("done");
      assertThat(attempts(again.getFirst().path("request_id").asString(""))).isEmpty();
      assertThat(unwanted.getFirst().has("cache")).isFalse();
      assertThat(askedFor(model)).hasSize(2);
    }
  }

  @Test
  void anAgeThatIsNoneIsRefused() {
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      JsonNode refused =
          socket.send(start("a", "gpt-4", ",\"cache_max_age\":86401")).untilEnd("a").getLast();

      assertThat(refused.path("code").asString("")).isEqualTo("invalid_request");
      assertThat(refused.path("status").asInt()).isEqualTo(400);
    }
  }

  @Test
  void streamsRunSideBySideAndAnIdIsFreeAfterTheEnd() {
    String slow = "openai/" + scripted(SLOW);
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      socket.send(start("slow", slow, ""));
      assertThat(type(socket.next())).isEqualTo("begun");
      for (int round = 0; round < 3; round++) {
        String model = "openai/" + scripted("{\"content\":\"fast\"}");
        assertThat(type(socket.send(start("fast", model, "")).untilEnd("fast").getLast()))
            .isEqualTo("done");
      }
    }
  }

  @Test
  void cancelReachesItsProviderAndNoOther() {
    String cancelled = "openai/" + scripted(SLOW);
    String other = "openai/" + scripted(SLOW);
    long before = SIMULATOR.traffic().cancelled();
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      socket.send(start("a", cancelled, ""));
      String requestId = socket.next().path("request_id").asString("");
      socket.send(start("b", other, "")).send("{\"type\":\"cancel\",\"stream_id\":\"a\"}");

      JsonNode end = socket.untilEnd("a").getLast();
      assertThat(end.path("code").asString("")).isEqualTo("cancelled");
      await().until(() -> SIMULATOR.traffic().cancelled() == before + 1);
      assertThat(attempts(requestId).getFirst().path("status").asString(""))
          .isEqualTo("client_gone");
      assertThat(SIMULATOR.traffic().active()).isEqualTo(1);
      assertThat(socket.next().path("stream_id").asString("")).isEqualTo("b");
      socket.send("{\"type\":\"cancel\",\"stream_id\":\"a\"}");
    }
  }

  @Test
  void closingCancelsAllOfThem() {
    long before = SIMULATOR.traffic().cancelled();
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      for (String id : List.of("a", "b", "c")) {
        socket.send(start(id, "openai/" + scripted(SLOW), ""));
      }
      await().until(() -> SIMULATOR.traffic().active() == 3);
    }

    await().until(() -> SIMULATOR.traffic().cancelled() == before + 3);
    await().until(() -> gauge("signalbox_streaming_sockets{") == 0);
  }

  @Test
  void aStreamWithoutCreditWaitsAndOthersDoNotNotice() {
    String model = "openai/" + scripted("{\"content\":\"one two three\"}");
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      socket.send(start("a", model, ",\"credit\":1"));
      assertThat(type(socket.next())).isEqualTo("begun");
      assertThat(type(socket.next())).isEqualTo("event");
      assertThat(socket.silentFor(300)).isTrue();

      assertThat(type(socket.send(start("b", model, "")).untilEnd("b").getLast()))
          .isEqualTo("done");

      socket.send("{\"type\":\"credit\",\"stream_id\":\"a\",\"bytes\":100000}");
      assertThat(type(socket.untilEnd("a").getLast())).isEqualTo("done");
    }
  }

  @Test
  void whoGivesNoCreditForTooLongIsCutOff() {
    long before = SIMULATOR.traffic().cancelled();
    String endless = "openai/" + scripted(SLOW);
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      socket.send(start("a", endless, ",\"credit\":1"));

      assertThat(socket.untilEnd("a").getLast().path("code").asString("")).isEqualTo("no_credit");
    }
    await().until(() -> SIMULATOR.traffic().cancelled() == before + 1);
  }

  @Test
  void moreThanSoManyAreRefused() {
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      for (String id : List.of("a", "b", "c", "d")) {
        socket.send(start(id, "openai/" + scripted(SLOW), ",\"credit\":0"));
      }
      JsonNode refused = socket.send(start("e", "gpt-4", "")).untilEnd("e").getLast();
      assertThat(refused.path("code").asString("")).isEqualTo("too_many_streams");
      assertThat(refused.path("status").asInt()).isEqualTo(429);

      JsonNode taken = socket.send(start("a", "gpt-4", "")).untilEnd("").getLast();
      assertThat(taken.path("code").asString("")).isEqualTo("stream_id_in_use");
      assertThat(taken.has("stream_id")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"begin\",\"stream_id\":\"x\"}|type",
        "{\"stream_id\":\"x\"}|type",
        "{\"type\":\"start\",\"stream_id\":\"x\",\"request\":{}}|protocol",
        "{\"type\":\"start\",\"stream_id\":\"x\",\"protocol\":\"smtp\",\"request\":{}}|protocol",
        "{\"type\":\"start\",\"stream_id\":\"x\",\"protocol\":\"openai-chat\"}|request",
        "{\"type\":\"start\",\"stream_id\":\"x\",\"protocol\":\"gemini\",\"request\":{}}|model",
        "{\"type\":\"start\",\"stream_id\":\"x\",\"protocol\":\"openai-chat\",\"request\":{},\"credt\":1}|credt",
        "{\"type\":\"start\",\"stream_id\":\"x\",\"protocol\":\"openai-chat\",\"request\":{},\"credit\":-1}|credit",
        "{\"type\":\"credit\",\"stream_id\":\"x\"}|bytes"
      })
  void aMessageThatIsNotUnderstoodIsRefusedAndTheConnectionStays(String message, String field) {
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      JsonNode error = socket.send(message).next();

      assertThat(error.path("code").asString("")).isEqualTo("invalid_message");
      assertThat(error.path("field").asString("")).isEqualTo(field);
      assertThat(error.path("stream_id").asString("")).isEqualTo("x");
      assertThat(type(socket.send(start("y", "gpt-4", "")).untilEnd("y").getLast()))
          .isEqualTo("done");
    }
  }

  @Test
  void whatIsNoMessageAtAllClosesTheConnection() {
    try (SocketClient json = SocketClient.open(client, PATH);
        SocketClient binary = SocketClient.open(client, PATH);
        SocketClient huge = SocketClient.open(client, PATH)) {
      assertThat(json.send("[1]").closeStatus()).isEqualTo(1007);
      assertThat(binary.sendBinary().closeStatus()).isEqualTo(1003);
      assertThat(huge.send("{\"type\":\"" + "x".repeat(1_100_000) + "\"}").closeStatus())
          .isEqualTo(1009);
    }
  }

  @Test
  void everyRequestIsCheckedAsOneOverHttp() {
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      JsonNode unknown = socket.send(start("a", "no-such-model", "")).untilEnd("a").getLast();
      assertThat(unknown.path("code").asString("")).isEqualTo("model_not_found");
      assertThat(unknown.path("status").asInt()).isEqualTo(404);

      String bad =
          "{\"type\":\"start\",\"stream_id\":\"b\",\"protocol\":\"openai-chat\",\"request\":{\"messages\":[]}}";
      JsonNode invalid = socket.send(bad).untilEnd("b").getLast();
      assertThat(invalid.path("code").asString("")).isEqualTo("invalid_request");
      assertThat(invalid.path("field").asString("")).isEqualTo("messages");
    }
  }

  @Test
  void limitsHoldForEveryRequestOnAConnection() {
    String key = IdKind.KEY.next();
    client.put("/api/v1/limits/key/" + key, "{\"requests_per_minute\":1}");
    ServiceClient limited =
        client.with(
            "Authorization",
            "Bearer " + TestTokens.token(Role.OPERATOR).claim("key_id", key).sign());
    try (SocketClient socket = SocketClient.open(limited, PATH)) {
      List<JsonNode> first = socket.send(start("a", "gpt-4", "")).untilEnd("a");
      assertThat(type(first.getLast())).isEqualTo("done");
      assertThat(first.getFirst().at("/limits/0/quota").asInt()).isEqualTo(1);
      JsonNode refused = socket.send(start("b", "gpt-4", "")).untilEnd("b").getLast();

      assertThat(refused.path("code").asString("")).isEqualTo("rate_limit_exceeded");
      assertThat(refused.path("retry_after").asInt()).isPositive();
    }
  }

  @Test
  void whoMayNotUseModelsOpensNoConnection() {
    assertThat(handshakeStatus(client.withoutToken())).isEqualTo(401);
    assertThat(handshakeStatus(client.as(Role.VIEWER))).isEqualTo(403);
    Answer plain = client.get(PATH);
    assertThat(plain.status()).isEqualTo(426);
    assertThat(error(plain, "code")).isEqualTo("upgrade_required");
  }

  @Test
  void theGatewaysNextTokenIsTakenAndNobodyElses() {
    String own = TestTokens.token(Role.OPERATOR).sign();
    String others = TestTokens.token(Role.OPERATOR).claim("key_id", IdKind.KEY.next()).sign();
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      socket.send("{\"type\":\"signalbox.token\",\"token\":\"" + own + "\"}");
      assertThat(type(socket.send(start("a", "gpt-4", "")).untilEnd("a").getLast()))
          .isEqualTo("done");
      socket.send("{\"type\":\"signalbox.token\",\"token\":\"" + others + "\"}");
      assertThat(socket.closeStatus()).isEqualTo(1008);
    }
    String viewers = TestTokens.token(Role.VIEWER).sign();
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      socket.send("{\"type\":\"signalbox.token\",\"token\":\"" + viewers + "\"}");
      JsonNode refused = socket.send(start("a", "gpt-4", "")).untilEnd("a").getLast();
      assertThat(refused.path("code").asString("")).isEqualTo("forbidden");
    }
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      socket.send("{\"type\":\"signalbox.token\",\"token\":\"nonsense\"}");
      assertThat(socket.closeStatus()).isEqualTo(1008);
    }
  }

  @Test
  void aClientThatShowsNoSignOfLifeIsLetGo() {
    SocketClient deaf = SocketClient.deaf(client, PATH);
    await().until(() -> gauge("signalbox_streaming_sockets{") == 1);

    await().until(() -> gauge("signalbox_streaming_sockets{") == 0);
    deaf.abort();
  }

  @Test
  void aLivingClientStaysThoughNothingIsSaid() {
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      // Longer than a connection without a sign of life lives here.
      assertThat(socket.silentFor(3_000)).isTrue();
      assertThat(type(socket.send(start("a", "gpt-4", "")).untilEnd("a").getLast()))
          .isEqualTo("done");
    }
  }

  private ServiceClient ofTeam(String team) {
    return client.with(
        "Authorization", "Bearer " + TestTokens.token(Role.OPERATOR).claim("team", team).sign());
  }

  private static List<JsonNode> data(List<JsonNode> messages) {
    return messages.stream()
        .filter(message -> type(message).equals("event"))
        .map(message -> message.path("data"))
        .toList();
  }

  private int handshakeStatus(ServiceClient as) {
    int[] status = new int[1];
    assertThatThrownBy(() -> SocketClient.open(as, PATH))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> status[0] = refused.getResponse().statusCode());
    return status[0];
  }

  private double gauge(String name) {
    return client
        .get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(-1);
  }

  private static String start(String id, String model, String more) {
    return "{\"type\":\"start\",\"stream_id\":\""
        + id
        + "\",\"protocol\":\"openai-chat\",\"request\":"
        + stream(model)
        + more
        + "}";
  }

  private static String type(JsonNode message) {
    return message.path("type").asString("");
  }

  private static String text(JsonNode event) {
    return event.at("/data/choices/0/delta/content").asString("");
  }
}
