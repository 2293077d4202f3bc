package dev.signalbox.streaming.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.kit.testing.SocketClient;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ResponsesSocketIntegrationTests extends StreamingServiceTest {

  private static final String PATH = "/v1/responses";

  @Test
  void aResponseComesAsTheEventsOfItsStream() {
    String model = provider(Protocol.OPENAI_CHAT) + '/' + scripted("{\"content\":\"one two\"}");
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      List<JsonNode> events = response(socket.send(create(model, "")));

      assertThat(events.getFirst().path("type").asString("")).isEqualTo("response.created");
      assertThat(events.getLast().path("type").asString("")).isEqualTo("response.completed");
      assertThat(events.getLast().at("/response/output/0/content/0/text").asString(""))
          .isEqualTo("one two");
      assertThat(events).noneMatch(event -> event.has("stream_id"));
    }
  }

  @Test
  void theSameRequestIsAnsweredAgainIfTheHandshakeSaysSo() {
    String name = scripted("{\"content\":\"one two\"}");
    String model = provider(Protocol.OPENAI_CHAT) + '/' + name;
    ServiceClient caching =
        client.with("X-Signalbox-Cache-Max-Age", "60").with("X-Signalbox-Usage-Cost", "true");
    try (SocketClient socket = SocketClient.open(caching, PATH)) {
      JsonNode first = response(socket.send(create(model, ""))).getLast().path("response");
      JsonNode again = response(socket.send(create(model, ""))).getLast().path("response");

      assertThat(again.path("output")).isEqualTo(first.path("output"));
      assertThat(first.at("/usage/cost").decimalValue()).isPositive();
      assertThat(again.at("/usage/cost").decimalValue()).isZero();
      assertThat(askedFor(name)).hasSize(1);
      response(
          socket.send(
              create(
                  model, ",\"previous_response_id\":\"" + again.path("id").asString("") + "\"")));
      assertThat(askedFor(name)).hasSize(2);
      assertThat(askedFor(name).getLast().body()).contains("one two");
    }
  }

  @Test
  void theProviderIsAskedWithTheRequestAsItWouldComeOverHttp() {
    String name = scripted("{\"content\":\"one\"}");
    String model = provider(Protocol.OPENAI_CHAT) + '/' + name;
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      response(socket.send(create(model, ",\"temperature\":0.70,\"store\":false")));

      assertThat(askedFor(name).getFirst().body())
          .contains("\"temperature\":0.7")
          .contains("\"stream\":true")
          .doesNotContain("response.create");
    }
  }

  @Test
  void oneFollowsTheOther() {
    String slow =
        provider(Protocol.OPENAI_CHAT)
            + '/'
            + scripted("{\"content\":\"a b c d\",\"tokens_per_second\":10}");
    String fast = provider(Protocol.OPENAI_CHAT) + '/' + scripted("{\"content\":\"fast\"}");
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      socket.send(create(slow, "")).send(create(fast, ""));

      assertThat(response(socket).getLast().at("/response/output/0/content/0/text").asString(""))
          .isEqualTo("a b c d");
      assertThat(response(socket).getLast().at("/response/output/0/content/0/text").asString(""))
          .isEqualTo("fast");
    }
  }

  @Test
  void onlyLanesRunSideBySide() {
    String slow =
        provider(Protocol.OPENAI_CHAT)
            + '/'
            + scripted("{\"content\":\"word \",\"repeat\":1000,\"tokens_per_second\":20}");
    String fast = provider(Protocol.OPENAI_CHAT) + '/' + scripted("{\"content\":\"fast\"}");
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      socket.send(create(slow, ",\"stream_id\":\"slow\""));
      assertThat(socket.next().path("stream_id").asString("")).isEqualTo("slow");
      socket.send(create(fast, ",\"stream_id\":\"fast\""));

      List<JsonNode> events = new ArrayList<>();
      while (events.isEmpty()
          || !events.getLast().path("type").asString("").equals("response.completed")) {
        JsonNode event = socket.next();
        if (event.path("stream_id").asString("").equals("fast")) {
          events.add(event);
        }
      }
      assertThat(events.getFirst().path("type").asString("")).isEqualTo("response.created");
    }
    await().until(() -> SIMULATOR.traffic().active() == 0);
  }

  @Test
  void noMoreThanSoManyWait() {
    String slow =
        provider(Protocol.OPENAI_CHAT)
            + '/'
            + scripted("{\"content\":\"word \",\"repeat\":1000,\"tokens_per_second\":20}");
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      for (int request = 0; request < 10; request++) {
        socket.send(create(slow, ""));
      }
      JsonNode event = socket.next();
      while (!event.path("type").asString("").equals("error")) {
        event = socket.next();
      }
      assertThat(event.at("/error/code").asString("")).isEqualTo("too_many_streams");
      assertThat(event.path("status").asInt()).isEqualTo(429);
    }
    await().until(() -> SIMULATOR.traffic().active() == 0);
  }

  @Test
  void aRequestContinuesAResponseOfItsConnectionWithNewItemsOnly() {
    String name = scripted("{\"content\":\"first answer\"}");
    String model = provider(Protocol.OPENAI_CHAT) + '/' + name;
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      String first =
          response(socket.send(create(model, ""))).getLast().at("/response/id").asString("");
      String second =
          response(socket.send(create(model, ",\"previous_response_id\":\"" + first + "\"")))
              .getLast()
              .at("/response/id")
              .asString("");
      response(socket.send(create(model, ",\"previous_response_id\":\"" + second + "\"")));

      assertThat(askedFor(name).getLast().body().split("Hello there", -1)).hasSize(4);
      assertThat(askedFor(name).getLast().body().split("first answer", -1)).hasSize(3);
      assertThat(askedFor(name).getLast().body()).doesNotContain("previous_response_id");
    }
  }

  @Test
  void whatIsNotKnownHereIsLeftToTheProvider() {
    String name = scripted("{\"content\":\"one\"}");
    String unknown = ",\"previous_response_id\":\"resp_1\"";
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      JsonNode refused =
          socket.send(create(provider(Protocol.OPENAI_CHAT) + '/' + name, unknown)).next();
      assertThat(refused.at("/error/code").asString("")).isEqualTo("unsupported_field");
      assertThat(refused.at("/error/param").asString("")).isEqualTo("previous_response_id");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"response.steer\",\"input\":\"x\"}|400|invalid_message|type",
        "{\"type\":\"response.create\",\"model\":\"gpt-4\",\"input\":\"x\",\"background\":true}|400|invalid_message|background",
        "{\"type\":\"response.create\",\"model\":\"gpt-4\",\"input\":\"x\",\"generate\":false}|400|invalid_message|generate",
        "{\"type\":\"response.create\",\"model\":\"no-such-model\",\"input\":\"x\"}|404|model_not_found|model",
        "{\"type\":\"response.create\",\"input\":\"x\"}|400|invalid_request|model"
      })
  void whatCannotBeAnsweredIsAnErrorEvent(
      String message, int status, String code, String parameter) {
    try (SocketClient socket = SocketClient.open(client, PATH)) {
      JsonNode error = socket.send(message).next();

      assertThat(error.path("type").asString("")).isEqualTo("error");
      assertThat(error.path("status").asInt()).isEqualTo(status);
      assertThat(error.at("/error/code").asString("")).isEqualTo(code);
      assertThat(error.at("/error/param").asString("")).isEqualTo(parameter);
      assertThat(error.at("/error/type").asString("")).isEqualTo("invalid_request_error");
      assertThat(error.at("/error/message").asString("")).isNotBlank();
    }
  }

  @Test
  void postIsAnsweredAsEver() {
    String model = provider(Protocol.OPENAI_CHAT) + '/' + newModel();

    assertThat(
            client
                .post(PATH, "{\"model\":\"" + model + "\",\"input\":\"Hello\"}")
                .json()
                .path("object")
                .asString(""))
        .isEqualTo("response");
    assertThat(client.get(PATH).status()).isEqualTo(405);
  }

  private static String create(String model, String more) {
    return "{\"type\":\"response.create\",\"model\":\""
        + model
        + "\",\"input\":\"Hello there\""
        + more
        + "}";
  }

  private static List<JsonNode> response(SocketClient socket) {
    List<JsonNode> events = new ArrayList<>();
    do {
      events.add(socket.next());
    } while (!events.getLast().path("type").asString("").equals("response.completed"));
    return events;
  }
}
