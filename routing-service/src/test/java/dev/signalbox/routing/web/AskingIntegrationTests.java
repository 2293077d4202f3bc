package dev.signalbox.routing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.kit.testing.ServiceClient;
import dev.signalbox.routing.testing.FakePlatform;
import dev.signalbox.routing.testing.Reply;
import dev.signalbox.routing.testing.RoutingTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AskingIntegrationTests extends RoutingTest {

  @Test
  void streamsTheAnswerOfTheAgentThatFits() {
    PLATFORM.next(Reply.saying("Line 42", " dereferences", " null."));

    List<EventStream.Received> events = stream(ask(CODING));

    assertThat(events)
        .extracting(EventStream.Received::name)
        .containsExactly("routing", "delta", "delta", "delta", "usage", "done");
    assertThat(events).allSatisfy(event -> assertThat(event.id()).isNotBlank());
    JsonNode routing = events.getFirst().json();
    assertThat(routing.path("decision").asString()).isEqualTo("routed");
    assertThat(routing.path("agent_id").asString()).isEqualTo("coding");
    assertThat(routing.path("confidence").asDouble()).isGreaterThan(0.6);
    assertThat(routing.path("candidates")).hasSize(5);
    assertThat(routing.path("model").asString()).isEqualTo("groq/deepseek-r1-distill-llama-70b");
    assertThat(events.get(1).json().path("text").asString()).isEqualTo("Line 42");
    JsonNode usage = events.get(4).json();
    assertThat(usage.path("cost_usd").asString()).isEqualTo("0.000012");
    assertThat(usage.path("attempts")).hasSize(1);
    JsonNode done = events.get(5).json();
    assertThat(done.path("model").asString()).isEqualTo("groq/llama");
    assertThat(done.path("provider").asString()).isEqualTo("groq");
    assertThat(done.path("simulated").asBoolean()).isTrue();
    assertThat(done.path("input_tokens").asInt()).isEqualTo(100);
    assertThat(done.path("output_tokens").asInt()).isEqualTo(20);
    assertThat(done.path("cost_usd").asString()).isEqualTo("0.000012");
    assertThat(done.path("finish_reason").asString()).isEqualTo("stop");
    assertThat(done.path("conversation_id")).isEqualTo(routing.path("conversation_id"));
  }

  @Test
  void answersWithOneDocumentWhoeverWantsNoStream() {
    ServiceClient.Answer answer = post(ask(CODING));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    JsonNode document = answer.json();
    assertThat(document.path("content").asString()).isEqualTo("Hello there.");
    assertThat(document.path("agent_id").asString()).isEqualTo("coding");
    assertThat(document.path("decision").asString()).isEqualTo("routed");
    assertThat(document.path("usage").path("input_tokens").asInt()).isEqualTo(100);
    assertThat(document.path("cost_usd").asString()).isEqualTo("0.000012");
    List<JsonNode> messages = messages(document.path("conversation_id").asString());
    assertThat(messages)
        .extracting(message -> message.path("role").asString())
        .containsExactly("user", "assistant");
    assertThat(messages.getLast().path("message_id")).isEqualTo(document.path("message_id"));
    assertThat(messages.getLast().path("model").asString()).isEqualTo("groq/llama");
  }

  @Test
  void callsTheModelOnBehalfOfTheRun() {
    JsonNode done = stream(ask(CODING)).getLast().json();

    FakePlatform.Call call = PLATFORM.modelCalls().getLast();
    assertThat(call.header("X-Signalbox-Conversation-Id"))
        .isEqualTo(done.path("conversation_id").asString());
    assertThat(call.header("X-Signalbox-Run-Id")).isEqualTo(done.path("run_id").asString());
    assertThat(call.header("X-Signalbox-Agent-Id")).isEqualTo("coding");
    assertThat(call.header("X-Signalbox-Fallback-Models"))
        .isEqualTo("groq/llama-3.1-70b-versatile,mistral/codestral-latest");
    assertThat(call.header("X-Request-Id")).startsWith("req_");
    assertThat(call.header("X-Request-Deadline")).matches("\\d+");
    assertThat(call.header("traceparent")).startsWith("00-");
    assertThat(call.header("Authorization")).startsWith("Bearer ");
    assertThat(call.body().path("stream").asBoolean()).isTrue();
    assertThat(call.body().path("stream_options").path("include_usage").asBoolean()).isTrue();
    assertThat(call.body().path("messages").get(0).path("role").asString()).isEqualTo("system");
    assertThat(call.body().path("messages").get(1).path("content").asString()).isEqualTo(CODING);
  }

  @Test
  void saysInEventsWhatFollowsFromWhat() {
    String conversation = stream(ask(CODING)).getLast().json().path("conversation_id").asString();

    Event received = conversationEvent(conversation, "message-received");
    Event routed = conversationEvent(conversation, "routed");
    Event answered = conversationEvent(conversation, "answered");
    assertThat(conversationEvent(conversation, "started").causationId()).isNull();
    assertThat(routed.causationId()).isEqualTo(received.id());
    assertThat(answered.causationId()).isEqualTo("evt_ended_1");
    assertThat(PLATFORM.modelCalls().getLast().header("X-Signalbox-Causation-Id"))
        .isEqualTo(routed.id());
    assertThat(routed.data().path("decision").asString()).isEqualTo("routed");
    assertThat(answered.data().path("cost_usd").asString()).isEqualTo("0.000012");
    assertThat(List.of(received, routed, answered))
        .extracting(event -> String.valueOf(event.traceparent()).substring(3, 35))
        .containsOnly(PLATFORM.modelCalls().getLast().header("traceparent").substring(3, 35));
  }

  @Test
  void choosesTheModelByComplexity() {
    JsonNode low =
        stream("{\"message\":\"hi\",\"agent_id\":\"coding\",\"complexity\":\"low\"}")
            .getFirst()
            .json();
    JsonNode high =
        stream("{\"message\":\"hi\",\"agent_id\":\"coding\",\"complexity\":\"high\"}")
            .getFirst()
            .json();

    assertThat(low.path("model").asString()).isEqualTo("groq/llama-3.1-8b-instant");
    assertThat(high.path("model").asString()).isEqualTo("mistral/codestral-latest");
    assertThat(high.path("basis").asString()).isEqualTo("requested");
    assertThat(high.path("confidence").asDouble()).isEqualTo(1);
  }

  @Test
  void takesTheConversationAlong() {
    String conversation = stream(ask(CODING)).getLast().json().path("conversation_id").asString();

    JsonNode second = stream(ask("and why?", conversation)).getFirst().json();

    assertThat(second.path("agent_id").asString()).isEqualTo("coding");
    assertThat(second.path("basis").asString()).isEqualTo("conversation");
    JsonNode sent = PLATFORM.modelCalls().getLast().body().path("messages");
    assertThat(sent.valueStream().map(message -> message.path("role").asString()))
        .containsExactly("system", "user", "assistant", "user");
    assertThat(sent.get(2).path("content").asString()).isEqualTo("Hello there.");
    assertThat(messages(conversation)).hasSize(4);
  }

  @Test
  void leavesOutWhatDoesNotFitTheWindow() {
    String conversation = stream(ask(CODING)).getLast().json().path("conversation_id").asString();
    stream(ask("long ".repeat(5_000), conversation));

    stream(ask("and now?", conversation));

    JsonNode sent = PLATFORM.modelCalls().getLast().body().path("messages");
    assertThat(sent.valueStream().map(message -> message.path("role").asString()))
        .containsExactly("system", "user");
    assertThat(sent.get(0).path("content").asString()).contains("4 earlier messages are left out");
  }

  @Test
  void answersWithoutACostWhenNobodyKnowsIt() {
    PLATFORM.costIsDown();
    JsonNode unpriced = stream(ask(CODING)).getLast().json();
    PLATFORM.usageIsDown();
    JsonNode unsettled = stream(ask(CODING)).getLast().json();

    assertThat(unpriced.path("cost_usd").isNull()).isTrue();
    assertThat(unpriced.path("input_tokens").asInt()).isEqualTo(100);
    assertThat(unsettled.path("cost_usd").isNull()).isTrue();
    assertThat(unsettled.path("input_tokens").asInt()).isEqualTo(90);
    assertThat(unsettled.path("output_tokens").asInt()).isEqualTo(10);
  }

  @Test
  void learnsAgentsWhileItRuns() {
    publishAgent(
        tools.jackson.databind.json.JsonMapper.builder()
            .build()
            .readTree(
                """
                {"agent_id":"beekeeper","agent_type":"built_in","name":"Beekeeper","description":"Looks after bees.",
                 "prompt":"You keep bees.","skills":[{"name":"Bees","description":"Hives, honey and swarms",
                 "examples":["When do I harvest the honey?","My bees are swarming, what do I do?","How do I treat a hive against mites?"]}],
                 "models":{"primary":["groq/llama"],"fallback":[]},"mcp_tools":[]}"""));

    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        post(ask("My bees left the hive in a swarm, how do I get them back?"))
                            .json()
                            .path("agent_id")
                            .asString())
                    .isEqualTo("beekeeper"));
    recorded.publishRaw(dev.signalbox.kit.event.Topics.AGENTS, "beekeeper", null);
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(post("{\"message\":\"hi\",\"agent_id\":\"beekeeper\"}").problemCode())
                    .isEqualTo("agent_not_found"));
  }
}
