package dev.signalbox.routing.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.agent.Endpoint;
import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.model.ModelException;
import dev.signalbox.routing.model.ModelFailure;
import dev.signalbox.routing.relay.Relay;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import dev.signalbox.routing.runner.Outcome;
import dev.signalbox.routing.testing.FakePlatform;
import dev.signalbox.routing.testing.RecordedProgress;
import dev.signalbox.routing.testing.RemoteRunnerTest;
import dev.signalbox.routing.testing.Reply;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpAgentRunnerIntegrationTests extends RemoteRunnerTest {

  private static final String METADATA =
      "{\"content\":\"\",\"metadata\":{\"model\":\"m-1\",\"usage\":{\"input_tokens\":90,\"output_tokens\":10}}}";

  HttpAgentRunnerIntegrationTests() {
    super(AgentKind.REMOTE);
  }

  private static String piece(String text) {
    return "{\"content\":\"" + text + "\"}";
  }

  @Override
  public Reply saying(String... pieces) {
    return Reply.stream(
        Stream.concat(
                Arrays.stream(pieces).map(HttpAgentRunnerIntegrationTests::piece),
                Stream.of(METADATA))
            .toArray(String[]::new));
  }

  @Override
  public Reply cutAfter(String... pieces) {
    return Reply.brokenStream(
        Arrays.stream(pieces).map(HttpAgentRunnerIntegrationTests::piece).toArray(String[]::new));
  }

  @Override
  public Reply endless() {
    return Reply.endlessStream(piece("word "));
  }

  private Outcome run(RecordedProgress progress) {
    return runner().run(work("Hello", Relay.NOTHING), progress, new Cancellation());
  }

  @Test
  void sendsTheContractsRequest() {
    next(Reply.json("{\"content\":\"Fine\",\"metadata\":{}}"));
    Message before =
        new Message(
            "msg_1",
            "conv_1",
            2,
            Message.Role.ASSISTANT,
            "Earlier",
            "run_1",
            "far",
            null,
            false,
            4,
            false,
            Instant.parse("2026-11-28T10:00:00Z"));

    Outcome outcome =
        runner()
            .run(
                work("Hello", new Relay(null, List.of(), List.of(before), 0)),
                new RecordedProgress(),
                new Cancellation());

    assertThat(outcome.inputTokens()).isZero();
    FakePlatform.Call call = remote.calls().getLast();
    assertThat(call.body())
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"message":"Hello","conversation_id":"%s",
                     "conversation_history":[{"role":"assistant","content":"Earlier","timestamp":"2026-11-28T10:00:00Z","agent_id":"far"}],
                     "context_data":{"ticket":7},"user_preferences":{"tone":"short"},
                     "agent_metadata":{"sender_agent":"far","message_type":"user_message","timestamp":"2026-11-29T11:00:00Z"}}"""
                        .formatted(conversation)));
    assertThat(call.header("Idempotency-Key")).startsWith("run_");
    assertThat(call.header("Authorization")).isEmpty();
  }

  @Test
  void takesAWholeAnswer() {
    next(
        Reply.json(
            "{\"content\":\"All of it\",\"metadata\":{\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":-7}}}"));
    RecordedProgress progress = new RecordedProgress();

    Outcome outcome = run(progress);

    assertThat(progress.text()).isEqualTo("All of it");
    assertThat(outcome.inputTokens()).isEqualTo(5);
    assertThat(outcome.outputTokens()).isZero();
  }

  @Test
  void endsAStreamAtItsLastEventThatSaysItAllAgain() {
    next(
        (exchange, call) -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          exchange
              .getResponseBody()
              .write(
                  "data: {\"content\":\"a\"}\n\nevent: done\ndata: {\"content\":\"ab\"}\n\ndata: {\"content\":\"c\"}\n\n"
                      .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });
    RecordedProgress progress = new RecordedProgress();

    Outcome outcome = run(progress);

    assertThat(outcome.finishReason()).isEqualTo("stop");
    assertThat(progress.text()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "302, AGENT_REFUSED",
    "401, AGENT_REFUSED",
    "404, AGENT_REFUSED",
    "408, AGENT_TIMED_OUT",
    "429, AGENT_UNAVAILABLE",
    "500, AGENT_ERROR",
    "503, AGENT_UNAVAILABLE",
    "504, AGENT_TIMED_OUT"
  })
  void saysWhatTheStatusMeans(int status, AgentFailure failure) {
    next(
        (exchange, call) -> {
          exchange.getResponseHeaders().set("Location", remote.url().toString());
          FakePlatform.answer(exchange, status, "{\"secret\":\"s\"}");
        });

    assertThatThrownBy(() -> run(new RecordedProgress()))
        .isInstanceOfSatisfying(
            AgentException.class, e -> assertThat(e.failure()).isEqualTo(failure));
    assertThat(remote.calls()).hasSize(1);
  }

  @Test
  void doesNotReadOnForever() {
    next(
        (exchange, call) -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[65_536];
          Arrays.fill(block, (byte) ' ');
          for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(block);
          }
        });

    assertThatThrownBy(() -> run(new RecordedProgress()))
        .isInstanceOfSatisfying(
            ModelException.class,
            e -> assertThat(e.failure()).isEqualTo(ModelFailure.ANSWER_TOO_LONG));
  }

  @Test
  void noticesAWholeAnswerThatIsCutOff() {
    next(
        (exchange, call) -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
        });

    assertThatThrownBy(() -> run(new RecordedProgress()))
        .isInstanceOfSatisfying(
            ModelException.class,
            e -> assertThat(e.failure()).isEqualTo(ModelFailure.ANSWER_CUT_OFF));
  }

  @Test
  void refusesAnAnswerWithoutContent() {
    next(Reply.json("{\"metadata\":{}}"));

    assertThatThrownBy(() -> run(new RecordedProgress()))
        .isInstanceOfSatisfying(
            AgentException.class,
            e -> assertThat(e.failure()).isEqualTo(AgentFailure.AGENT_ANSWER_UNREADABLE));
  }

  @Test
  void neverCallsLinkLocalAddresses() {
    Endpoint metadataService = endpoint(URI.create("http://169.254.169.254/latest/"));

    assertThatThrownBy(
            () ->
                runner()
                    .run(
                        work(agent(metadataService), "Hello", Relay.NOTHING),
                        new RecordedProgress(),
                        new Cancellation()))
        .isInstanceOfSatisfying(
            AgentException.class,
            e -> assertThat(e.failure()).isEqualTo(AgentFailure.AGENT_ADDRESS_REFUSED));
  }

  @Test
  void isNotAskedOnceTheRunIsOver() {
    Cancellation over = new Cancellation();
    over.cancel(Cancellation.Reason.DEADLINE);

    assertThatThrownBy(
            () -> runner().run(work("Hello", Relay.NOTHING), new RecordedProgress(), over))
        .isInstanceOf(AgentException.class);
    assertThat(remote.calls()).isEmpty();
  }

  @Test
  void readsNoNodeItDoesNotKnow() {
    JsonNode nothing = JsonMapper.shared().createObjectNode();
    assertThat(SaidUsage.NOTHING.and(nothing)).isEqualTo(SaidUsage.NOTHING);
  }
}
