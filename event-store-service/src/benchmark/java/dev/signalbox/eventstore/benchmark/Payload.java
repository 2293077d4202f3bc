package dev.signalbox.eventstore.benchmark;

import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What every event says, in every store: about 230 bytes of JSON, each a little different. */
record Payload(
    String conversation_id,
    String agent,
    String model,
    long number,
    long input_tokens,
    long output_tokens,
    String cost_usd,
    String text) {

  static final String TYPE = "signalbox.benchmark.answered.v1";

  private static final AtomicLong NUMBERS = new AtomicLong();

  static Payload next() {
    long number = NUMBERS.getAndIncrement();
    return new Payload(
        "conv_01k8zq4m5x0000000000000000",
        "billing-assistant",
        "gpt-5-mini",
        number,
        1000 + number % 977,
        100 + number % 89,
        "0.00" + (1000 + number % 977),
        "Your invoice was corrected and credited.");
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("conversation_id", conversation_id)
        .put("agent", agent)
        .put("model", model)
        .put("number", number)
        .put("input_tokens", input_tokens)
        .put("output_tokens", output_tokens)
        .put("cost_usd", cost_usd)
        .put("text", text);
  }
}
