package dev.signalbox.eventstore.state.conversation;

import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.state.Fold;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation: {@code conversation_id}, {@code started_at}, {@code last_agent_id}, {@code
 * totals} over all of it, and {@code messages} by their ids, the newest {@value #MOST_MESSAGES}
 * with what became of each. It has no texts and nobody's name: those are in the events alone.
 */
@Component
class ConversationFold implements Fold {

  static final int MOST_MESSAGES = 100;

  private static final Pattern AMOUNT = Pattern.compile("\\d{1,30}(\\.\\d{1,100})?");
  private static final int LONGEST = 200;

  @Override
  public String name() {
    return "conversation";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String category() {
    return "conversation";
  }

  @Override
  public void apply(ObjectNode state, RecordedEvent event) {
    JsonNode data = event.data();
    switch (event.type()) {
      case "signalbox.conversation.started.v1" -> started(state, event);
      case "signalbox.conversation.message-received.v1" -> received(state, event);
      case "signalbox.conversation.routed.v1" -> routed(state, data);
      case "signalbox.attempt.started.v1" -> attempted(state, data);
      case "signalbox.usage.recorded.v1" -> used(state, data);
      case "signalbox.cost.recorded.v1" -> cost(state, data);
      case "signalbox.conversation.answered.v1" -> answered(state, event);
      case "signalbox.conversation.answer-failed.v1" -> failed(state, event);
      default -> {
        // Says nothing about the conversation that this state tells.
      }
    }
  }

  private static void started(ObjectNode state, RecordedEvent event) {
    copy(event.data(), "conversation_id", state);
    state.put("started_at", event.occurredAt().toString());
  }

  private static void received(ObjectNode state, RecordedEvent event) {
    count(state.withObjectProperty("totals"), "received", 1);
    JsonNode id = event.data().path("message_id");
    if (!id.isString() || id.stringValue().length() > LONGEST) {
      return;
    }
    ObjectNode messages = state.withObjectProperty("messages");
    messages.remove(id.stringValue());
    ObjectNode message = messages.putObject(id.stringValue());
    copy(event.data(), "run_id", message);
    copy(event.data(), "complexity", message);
    message.put("status", "received");
    message.put("received_at", event.occurredAt().toString());
    if (messages.size() > MOST_MESSAGES) {
      messages.remove(messages.propertyNames().iterator().next());
    }
  }

  private static void routed(ObjectNode state, JsonNode data) {
    boolean found = data.path("agent_id").isString();
    count(state.withObjectProperty("totals"), found ? "routed" : "abstained", 1);
    ObjectNode message = messageOf(state, data);
    message.put("status", found ? "routed" : "abstained");
    for (String field : new String[] {"agent_id", "decision", "basis", "confidence"}) {
      copy(data, field, message);
    }
    if (found) {
      copy(data, "agent_id", "last_agent_id", state);
    }
  }

  private static void attempted(ObjectNode state, JsonNode data) {
    count(state.withObjectProperty("totals"), "attempts", 1);
    ObjectNode message = messageOf(state, data);
    count(message, "attempts", 1);
    copy(data, "provider", message);
    copy(data, "model", message);
  }

  private static void used(ObjectNode state, JsonNode data) {
    for (ObjectNode target :
        new ObjectNode[] {state.withObjectProperty("totals"), messageOf(state, data)}) {
      for (Map.Entry<String, JsonNode> bucket : data.path("buckets").properties()) {
        String side = bucket.getKey().startsWith("input") ? "input_tokens" : "output_tokens";
        count(target, side, bucket.getValue().asLong(0));
      }
    }
  }

  private static void cost(ObjectNode state, JsonNode data) {
    String amount = data.path("cost_usd").asString("");
    ObjectNode totals = state.withObjectProperty("totals");
    if (!AMOUNT.matcher(amount).matches()) {
      count(totals, "unpriced", 1);
      return;
    }
    add(totals, new BigDecimal(amount));
    add(messageOf(state, data), new BigDecimal(amount));
  }

  private static void answered(ObjectNode state, RecordedEvent event) {
    count(state.withObjectProperty("totals"), "answered", 1);
    ObjectNode message = messageOf(state, event.data());
    message.put("status", "answered");
    message.put("ended_at", event.occurredAt().toString());
    copy(event.data(), "answer_id", message);
    copy(event.data(), "finish_reason", message);
  }

  private static void failed(ObjectNode state, RecordedEvent event) {
    count(state.withObjectProperty("totals"), "failed", 1);
    ObjectNode message = messageOf(state, event.data());
    message.put("status", "failed");
    message.put("ended_at", event.occurredAt().toString());
    copy(event.data(), "reason", message);
  }

  // Usage and cost name the run; of a message that is not told any more, nothing is kept.
  private static ObjectNode messageOf(ObjectNode state, JsonNode data) {
    JsonNode messages = state.path("messages");
    if (messages.path(data.path("message_id").asString("")) instanceof ObjectNode message) {
      return message;
    }
    JsonNode run = data.path("run_id");
    if (run.isString()) {
      for (JsonNode message : messages) {
        if (message instanceof ObjectNode found && run.equals(found.get("run_id"))) {
          return found;
        }
      }
    }
    return state.objectNode();
  }

  private static void count(ObjectNode target, String field, long more) {
    target.put(field, target.path(field).asLong(0) + Math.clamp(more, 0, 1_000_000_000_000L));
  }

  private static void add(ObjectNode target, BigDecimal amount) {
    BigDecimal sum = new BigDecimal(target.path("cost_usd").asString("0")).add(amount);
    target.put("cost_usd", sum.stripTrailingZeros().toPlainString());
  }

  private static void copy(JsonNode data, String field, ObjectNode target) {
    copy(data, field, field, target);
  }

  private static void copy(JsonNode data, String field, String name, ObjectNode target) {
    JsonNode value = data.path(field);
    if (value.isNumber() || (value.isString() && value.stringValue().length() <= LONGEST)) {
      target.set(name, value);
    }
  }
}
