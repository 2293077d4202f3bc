package dev.signalbox.eventstore.projection.testing;

import static dev.signalbox.eventstore.log.testing.EventFixtures.json;

import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.id.IdKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation as the platform's services publish it: these types and fields, in this order. */
public final class ConversationFixture {

  public static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

  private final String id = IdKind.CONVERSATION.next();
  private final String agentId;
  private final List<NewEvent> events = new ArrayList<>();
  private Instant now;

  public ConversationFixture(String agentId) {
    this(agentId, TEN);
  }

  public ConversationFixture(String agentId, Instant start) {
    this.agentId = agentId;
    this.now = start;
    say(
        "routing-service",
        "signalbox.conversation.started.v1",
        """
        {"conversation_id":"%s","key_id":"key_1","user":"ada","team":null}
        """
            .formatted(id));
  }

  public String id() {
    return id;
  }

  public StreamName stream() {
    return new StreamName("conversation/" + id);
  }

  public List<NewEvent> events() {
    return List.copyOf(events);
  }

  public ConversationFixture after(Duration pause) {
    now = now.plus(pause);
    return this;
  }

  /** A message that is routed, tried once, paid for and answered within two seconds. */
  public ConversationFixture answered(String costUsd) {
    Message message = received();
    routed(message);
    attempted(message, "provider_error", costUsd);
    attempted(message, "completed", costUsd);
    after(Duration.ofSeconds(2));
    say(
        "routing-service",
        "signalbox.conversation.answered.v1",
        """
        {"conversation_id":"%s","message_id":"%s","answer_id":"%s","run_id":"%s","agent_id":"%s","provider":"openai",
         "model":"gpt-5-mini","simulated":false,"input_tokens":12,"output_tokens":34,"cost_usd":"%s",
         "finish_reason":"stop","attempt_ids":["att_1"],"text":"Forty-two.","text_cut":false}
        """
            .formatted(id, message.id(), IdKind.MESSAGE.next(), message.runId(), agentId, costUsd));
    return this;
  }

  /** A message that is routed and then fails. */
  public ConversationFixture failed() {
    Message message = received();
    routed(message);
    say(
        "routing-service",
        "signalbox.conversation.answer-failed.v1",
        """
        {"conversation_id":"%s","message_id":"%s","run_id":"%s","agent_id":null,"reason":"deadline_exceeded",
         "partial_answer_id":null}
        """
            .formatted(id, message.id(), message.runId()));
    return this;
  }

  /** A message that nobody can answer. */
  public ConversationFixture abstained() {
    Message message = received();
    say(
        "routing-service",
        "signalbox.conversation.routed.v1",
        """
        {"conversation_id":"%s","message_id":"%s","run_id":"%s","decision":"abstained","basis":null,"agent_id":null,
         "confidence":0.12,"candidates":[],"complexity":null,"model":null}
        """
            .formatted(id, message.id(), message.runId()));
    return this;
  }

  private record Message(String id, String runId) {}

  private Message received() {
    Message message = new Message(IdKind.MESSAGE.next(), IdKind.RUN.next());
    say(
        "routing-service",
        "signalbox.conversation.message-received.v1",
        """
        {"conversation_id":"%s","message_id":"%s","run_id":"%s","text":"What is six times seven?","text_cut":false,
         "complexity":"simple"}
        """
            .formatted(id, message.id(), message.runId()));
    return message;
  }

  private void routed(Message message) {
    say(
        "routing-service",
        "signalbox.conversation.routed.v1",
        """
        {"conversation_id":"%s","message_id":"%s","run_id":"%s","decision":"routed","basis":"meaning","agent_id":"%s",
         "confidence":0.8312,"candidates":[{"agent_id":"%s","score":0.8312}],"complexity":"simple",
         "model":"gpt-5-mini"}
        """
            .formatted(id, message.id(), message.runId(), agentId, agentId));
  }

  private void attempted(Message message, String outcome, String costUsd) {
    String attempt = IdKind.ATTEMPT.next();
    String common =
        """
        "attempt_id":"%s","request_id":"req_1","conversation_id":"%s","run_id":"%s","agent_id":"%s","key_id":"key_1",
        "user":"ada","provider":"openai","model":"gpt-5-mini","simulated":false
        """
            .formatted(attempt, id, message.runId(), agentId);
    say(
        "streaming-service",
        "signalbox.attempt.started.v1",
        "{%s,\"requested_model\":\"gpt-5-mini\",\"api_flavor\":\"chat\",\"started_at\":\"%s\"}"
            .formatted(common, now));
    say(
        "streaming-service",
        "signalbox.usage.recorded.v1",
        """
        {%s,"requested_model":"gpt-5-mini","outcome":"%s","usage_source":"provider","api_flavor":"chat",
         "provider_usage":{"prompt_tokens":12,"completion_tokens":34},
         "buckets":{"input_uncached":10,"input_cache_read":2,"output_visible":30,"output_reasoning":4},
         "started_at":"%s","first_token_at":"%s","ended_at":"%s"}
        """
            .formatted(common, outcome, now, now, now));
    events.add(cost(stream(), attempt, message.runId(), agentId, "gpt-5-mini", costUsd, now));
  }

  /**
   * What the cost service says of an attempt.
   *
   * @param agentId null on the model plane
   * @param costUsd null if it is not known
   */
  public static NewEvent cost(
      StreamName stream,
      String attemptId,
      @Nullable String runId,
      @Nullable String agentId,
      String model,
      @Nullable String costUsd,
      Instant at) {
    return event(
        "cost-service",
        stream,
        "signalbox.cost.recorded.v1",
        at,
        """
        {"entry_id":"%s","attempt_id":"%s","request_id":"req_1","conversation_id":null,"run_id":%s,"agent_id":%s,
         "key_id":"key_1","user":"ada","team":null,"provider":"openai","model":"%s","simulated":false,
         "outcome":"completed","usage_source":"provider","status":"%s","input_cost":null,"output_cost":null,
         "cost_usd":%s,"currency":"USD","price_id":null,"recorded_at":"%s"}
        """
            .formatted(
                IdKind.LEDGER_ENTRY.next(),
                attemptId,
                quoted(runId),
                quoted(agentId),
                model,
                costUsd == null ? "unpriced" : "priced",
                quoted(costUsd),
                at));
  }

  private void say(String source, String type, String data) {
    events.add(event(source, stream(), type, now, data));
  }

  private static NewEvent event(
      String source, StreamName stream, String type, Instant at, String data) {
    return new NewEvent(
        IdKind.EVENT.next(), stream, type, source, at, null, null, null, json(data));
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "null" : '"' + value + '"';
  }
}
