package dev.signalbox.cost.ledger;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.id.IdKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Usage events as streaming-service publishes them. */
public final class UsageFixtures {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private UsageFixtures() {}

  /** A simulated attempt of gpt-4o with 1,000 tokens in, 400 of them cached, and 200 out. */
  public static ObjectNode anyUsage(String attemptId) {
    ObjectNode data = JSON.createObjectNode();
    data.put("attempt_id", attemptId);
    data.put("request_id", IdKind.REQUEST.next());
    data.put("key_id", "key_01k00000000000000000000000");
    data.put("user", "ada");
    data.put("team", "engines");
    data.put("provider", "openai");
    data.put("model", "gpt-4o");
    data.put("requested_model", "openai/gpt-4o");
    data.put("simulated", true);
    data.put("outcome", "completed");
    data.put("usage_source", "provider");
    data.put("api_flavor", "chat");
    data.set(
        "provider_usage",
        JSON.readTree(
            """
            {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200,
             "prompt_tokens_details": {"cached_tokens": 400}}
            """));
    data.set(
        "buckets",
        JSON.readTree(
            """
            {"input_uncached": 600, "input_cache_read": 400, "output_visible": 200}
            """));
    Instant started = AttemptTime.of(attemptId);
    data.put("started_at", started.toString());
    data.put("ended_at", started.plusSeconds(2).toString());
    data.put("a_field_of_tomorrow", 1);
    return data;
  }

  public static Event recorded(ObjectNode data, @Nullable String conversationId) {
    return event("signalbox.usage.recorded.v1", data, conversationId);
  }

  public static Event event(String type, ObjectNode data, @Nullable String conversationId) {
    if (conversationId != null) {
      data.put("conversation_id", conversationId);
    }
    String subject =
        conversationId == null
            ? "attempt/" + data.path("attempt_id").asString("")
            : "conversation/" + conversationId;
    return new Event(
        IdKind.EVENT.next(),
        "streaming-service",
        subject,
        type,
        Instant.now(),
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        null,
        data);
  }
}
