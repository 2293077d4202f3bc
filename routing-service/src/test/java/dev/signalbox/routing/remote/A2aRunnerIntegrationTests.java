package dev.signalbox.routing.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.routing.agent.AgentKind;
import dev.signalbox.routing.agent.Endpoint;
import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.relay.Relay;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import dev.signalbox.routing.runner.Outcome;
import dev.signalbox.routing.testing.FakePlatform;
import dev.signalbox.routing.testing.RecordedProgress;
import dev.signalbox.routing.testing.RemoteRunnerTest;
import dev.signalbox.routing.testing.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class A2aRunnerIntegrationTests extends RemoteRunnerTest {

  private static final String USAGE =
      "\"metadata\":{\"usage\":{\"input_tokens\":90,\"output_tokens\":10}}";

  A2aRunnerIntegrationTests() {
    super(AgentKind.REMOTE_A2A);
  }

  private static String result(String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":" + result + "}";
  }

  private static String error(int code) {
    return "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"error\":{\"code\":%d,\"message\":\"No\"}}"
        .formatted(code);
  }

  private static String artifact(String text, boolean append) {
    return result(
        """
        {"artifactUpdate":{"taskId":"t1","contextId":"c1","append":%s,
         "artifact":{"artifactId":"a1","parts":[{"text":"%s"}]}}}"""
            .formatted(append, text)
            .replace("\n", ""));
  }

  private static String status(String state, String words) {
    return result(
        """
        {"statusUpdate":{"taskId":"t1","contextId":"c1",%s,"status":{"state":"%s",
         "message":{"messageId":"m","role":"ROLE_AGENT","parts":[{"text":"%s"}]}}}}"""
            .formatted(USAGE, state, words)
            .replace("\n", ""));
  }

  private static List<String> pieces(String... pieces) {
    List<String> data = new ArrayList<>();
    data.add(
        result(
            "{\"task\":{\"id\":\"t1\",\"contextId\":\"c1\",\"status\":{\"state\":\"TASK_STATE_WORKING\"}}}"));
    for (String piece : pieces) {
      data.add(artifact(piece, data.size() > 1));
    }
    return data;
  }

  @Override
  public Reply saying(String... pieces) {
    List<String> data = pieces(pieces);
    data.add(status("TASK_STATE_COMPLETED", "Done"));
    return Reply.stream(data.toArray(String[]::new));
  }

  @Override
  public Reply cutAfter(String... pieces) {
    return Reply.brokenStream(pieces(pieces).toArray(String[]::new));
  }

  @Override
  public Reply endless() {
    return Reply.endlessStream(artifact("word ", true));
  }

  private Outcome run(RecordedProgress progress) {
    return runner().run(work("Hello", Relay.NOTHING), progress, new Cancellation());
  }

  private List<String> methods() {
    return remote.calls().stream().map(call -> call.body().path("method").asString()).toList();
  }

  @Test
  void speaksTheNewestVersionFirst() {
    next(saying("Fine."));

    Outcome outcome = run(new RecordedProgress());

    assertThat(outcome.finishReason()).isEqualTo("stop");
    FakePlatform.Call call = remote.calls().getLast();
    assertThat(call.header("A2A-Version")).isEqualTo("1.0");
    assertThat(call.body().path("method").asString()).isEqualTo("SendStreamingMessage");
    JsonNode message = call.body().path("params").path("message");
    assertThat(message.path("role").asString()).isEqualTo("ROLE_USER");
    assertThat(message.path("parts").path(0).path("text").asString()).isEqualTo("Hello");
    assertThat(message.has("contextId")).isFalse();
    assertThat(message.has("kind")).isFalse();
  }

  @Test
  void speaksTheOlderVersionWithThoseWhoKnowNoOther() {
    String streamed =
        """
        {"kind":"artifact-update","taskId":"t","contextId":"c","artifact":{"artifactId":"a",
         "parts":[{"kind":"text","text":"Old"}]}}""";
    String ended =
        "{\"kind\":\"status-update\",\"taskId\":\"t\",\"contextId\":\"c\",\"status\":{\"state\":\"completed\"},\"final\":true}";
    next(
        Reply.json(error(-32601)),
        Reply.stream(result(streamed.replace("\n", "")), result(ended)),
        Reply.stream(result(streamed.replace("\n", "")), result(ended)));
    RecordedProgress progress = new RecordedProgress();

    Outcome first = run(progress);
    Outcome second = run(new RecordedProgress());

    assertThat(first).isEqualTo(second);
    assertThat(progress.text()).isEqualTo("Old");
    assertThat(methods())
        .containsExactly("SendStreamingMessage", "message/stream", "message/stream");
    JsonNode message = remote.calls().get(1).body().path("params").path("message");
    assertThat(message.path("kind").asString()).isEqualTo("message");
    assertThat(message.path("role").asString()).isEqualTo("user");
    assertThat(message.path("parts").path(0).path("kind").asString()).isEqualTo("text");
  }

  @Test
  void doesWithoutAStreamWhereThereIsNone() {
    next(
        Reply.json(error(-32004)),
        Reply.json(result("{\"message\":{\"messageId\":\"m\",\"parts\":[{\"text\":\"Whole\"}]}}")));
    RecordedProgress progress = new RecordedProgress();

    Outcome outcome = run(progress);

    assertThat(outcome.finishReason()).isEqualTo("stop");
    assertThat(progress.text()).isEqualTo("Whole");
    assertThat(methods()).containsExactly("SendStreamingMessage", "SendMessage");
  }

  @Test
  void speaksTheVersionThatTheCardNames() {
    next(
        Reply.json(
            result("{\"kind\":\"message\",\"parts\":[{\"kind\":\"text\",\"text\":\"Old\"}]}")));
    Endpoint old = new Endpoint(remote.url(), "JSONRPC", "0.3.0", "acme", null, null);

    Outcome outcome =
        runner()
            .run(
                work(agent(old), "Hello", Relay.NOTHING),
                new RecordedProgress(),
                new Cancellation());

    assertThat(outcome.finishReason()).isEqualTo("stop");
    assertThat(methods()).containsExactly("message/stream");
    assertThat(remote.calls().getFirst().header("A2A-Version")).isEqualTo("0.3");
    assertThat(remote.calls().getFirst().body().path("params").path("tenant").asString())
        .isEqualTo("acme");
  }

  @Test
  void asksForATaskUntilItHasEnded() {
    next(
        Reply.json(
            result(
                "{\"task\":{\"id\":\"t1\",\"contextId\":\"c1\",\"status\":{\"state\":\"TASK_STATE_SUBMITTED\"}}}")),
        Reply.json(
            result(
                """
                {"id":"t1","contextId":"c1","status":{"state":"TASK_STATE_COMPLETED"},
                 "artifacts":[{"artifactId":"a","parts":[{"text":"Later"},{"data":{"n":1}},{"url":"https://far.example/x.pdf"}]}]}""")));
    RecordedProgress progress = new RecordedProgress();

    Outcome outcome = run(progress);

    assertThat(outcome.finishReason()).isEqualTo("stop");
    assertThat(progress.text()).isEqualTo("Later\n{\"n\":1}\nhttps://far.example/x.pdf");
    assertThat(methods()).containsExactly("SendStreamingMessage", "GetTask");
  }

  @Test
  void goesOnWithATaskThatWaitsForTheUser() {
    next(Reply.stream(status("TASK_STATE_INPUT_REQUIRED", "Which one?")), saying("That one."));
    RecordedProgress progress = new RecordedProgress();
    Message answered =
        new Message(
            "msg_1",
            conversation,
            2,
            Message.Role.ASSISTANT,
            "Which one?",
            "run_1",
            "far",
            null,
            false,
            4,
            false,
            Instant.EPOCH);

    Outcome asked = run(progress);
    Outcome outcome =
        runner()
            .run(
                work("The first", new Relay(null, List.of(), List.of(answered), 0)),
                new RecordedProgress(),
                new Cancellation());

    assertThat(asked.finishReason()).isEqualTo("input_required");
    assertThat(outcome.finishReason()).isEqualTo("stop");
    assertThat(progress.text()).isEqualTo("Which one?");
    JsonNode message = remote.calls().getLast().body().path("params").path("message");
    assertThat(message.path("contextId").asString()).isEqualTo("c1");
    assertThat(message.path("taskId").asString()).isEqualTo("t1");
    assertThat(message.path("parts")).hasSize(1);
  }

  @Test
  void beginsAnewWithAnAgentThatHasForgottenTheTask() {
    next(
        Reply.stream(status("TASK_STATE_INPUT_REQUIRED", "Which one?")),
        Reply.json(error(-32001)),
        saying("Anew."));
    RecordedProgress progress = new RecordedProgress();

    Outcome asked = run(new RecordedProgress());
    Outcome outcome = run(progress);

    assertThat(asked.finishReason()).isEqualTo("input_required");
    assertThat(outcome.finishReason()).isEqualTo("stop");
    assertThat(progress.text()).isEqualTo("Anew.");
    assertThat(remote.calls().getLast().body().path("params").path("message").has("taskId"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "TASK_STATE_FAILED, AGENT_ERROR",
    "TASK_STATE_REJECTED, AGENT_REFUSED",
    "TASK_STATE_AUTH_REQUIRED, AGENT_REFUSED"
  })
  void saysWhatBecameOfATaskThatWasNotDone(String state, AgentFailure failure) {
    next(Reply.stream(status(state, "Not today")));

    assertThatThrownBy(() -> run(new RecordedProgress()))
        .hasMessageContaining("Not today")
        .isInstanceOfSatisfying(
            AgentException.class, e -> assertThat(e.failure()).isEqualTo(failure));
  }

  @Test
  void cancelsTheTaskOfARunThatIsOver() {
    next(
        endless(),
        Reply.json(result("{\"id\":\"t1\",\"status\":{\"state\":\"TASK_STATE_CANCELED\"}}")));
    Cancellation cancellation = new Cancellation();
    RecordedProgress progress =
        new RecordedProgress() {
          @Override
          public void text(String piece) {
            cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
          }
        };

    assertThatThrownBy(() -> runner().run(work("Hello", Relay.NOTHING), progress, cancellation))
        .isInstanceOf(RuntimeException.class);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> methods().contains("CancelTask"));
  }

  @Test
  void speaksNoOtherBinding() {
    Endpoint other = new Endpoint(remote.url(), "GRPC", null, null, null, null);

    assertThatThrownBy(
            () ->
                runner()
                    .run(
                        work(agent(other), "Hello", Relay.NOTHING),
                        new RecordedProgress(),
                        new Cancellation()))
        .isInstanceOf(AgentException.class);
    assertThat(remote.calls()).isEmpty();
  }
}
