package dev.signalbox.streaming.socket;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.streaming.attempt.Refusal;
import dev.signalbox.streaming.attempt.Served;
import dev.signalbox.streaming.cache.CacheLookup;
import dev.signalbox.streaming.cache.CachedAnswer;
import dev.signalbox.streaming.limit.Standing;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** The messages of {@code /v1/stream}. */
final class StreamWording implements Wording {

  private final JsonMapper json;
  private final @Nullable String streamId;
  private final String requestId;

  /** Of one stream; of none where something is wrong with a message that is not about one. */
  StreamWording(JsonMapper json, @Nullable String streamId, String requestId) {
    this.json = json;
    this.streamId = streamId;
    this.requestId = requestId;
  }

  @Override
  public String begun(Served served, CacheLookup lookup) {
    return message(
        "begun",
        out -> {
          out.writeStringProperty("request_id", requestId);
          out.writeStringProperty("provider", served.provider());
          out.writeStringProperty("model", served.model());
          out.writeStringProperty("attempt_id", served.attemptId());
          out.writeBooleanProperty("simulated", served.simulated());
          out.writeNumberProperty(
              "overhead_ms", BigDecimal.valueOf(served.overhead().toNanos() / 1_000, 3));
          Usd cost = served.cost();
          if (cost != null) {
            out.writeStringProperty("cost_usd", cost.toString());
          }
          cache(out, lookup);
          texts(out, "passed_over", served.passedOver());
          texts(out, "unused", served.unused());
          out.writeArrayPropertyStart("limits");
          for (Standing standing : served.standings()) {
            out.writeStartObject();
            out.writeStringProperty("name", standing.name());
            out.writeNumberProperty("quota", standing.quota());
            out.writeNumberProperty("left", standing.leftOver());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private static void cache(JsonGenerator out, CacheLookup lookup) {
    switch (lookup) {
      case CacheLookup.NotWanted ignored -> {}
      case CacheLookup.Miss ignored -> out.writeStringProperty("cache", "miss");
      case CacheLookup.Hit(CachedAnswer answer) -> {
        out.writeStringProperty("cache", "hit");
        out.writeNumberProperty("age", answer.age().toSeconds());
      }
    }
  }

  @Override
  public String event(long number, @Nullable String name, String data) {
    return message(
        "event",
        out -> {
          out.writeStringProperty("id", requestId + ':' + number);
          if (name != null) {
            out.writeStringProperty("event", name);
          }
          out.writeName("data");
          if (isJson(data)) {
            out.writeRawValue(data);
          } else {
            out.writeString(data);
          }
        });
  }

  @Override
  public String done() {
    return message("done", out -> out.writeStringProperty("request_id", requestId));
  }

  @Override
  public String brokenOff(ProtocolError error) {
    return failed(Refusal.of(error));
  }

  @Override
  public String failed(Refusal refusal) {
    ProtocolError error = refusal.error();
    Duration retryAfter = refusal.retryAfter();
    return message(
        "error",
        out -> {
          out.writeStringProperty("code", error.code());
          out.writeStringProperty("message", error.message());
          out.writeNumberProperty("status", error.status());
          if (error.field() != null) {
            out.writeStringProperty("field", error.field());
          }
          if (retryAfter != null) {
            out.writeNumberProperty("retry_after", Math.max(1, retryAfter.toSeconds()));
          }
          if (!refusal.passedOver().isEmpty()) {
            texts(out, "passed_over", refusal.passedOver());
          }
        });
  }

  private String message(String type, Consumer<JsonGenerator> fields) {
    StringWriter message = new StringWriter(256);
    try (JsonGenerator out = json.createGenerator(message)) {
      out.writeStartObject();
      out.writeStringProperty("type", type);
      if (streamId != null) {
        out.writeStringProperty("stream_id", streamId);
      }
      fields.accept(out);
      out.writeEndObject();
    }
    return message.toString();
  }

  private static void texts(JsonGenerator out, String name, Iterable<String> texts) {
    out.writeArrayPropertyStart(name);
    texts.forEach(out::writeString);
    out.writeEndArray();
  }

  /** What is not, as the mark of the end of some protocols, is told as a text. */
  private boolean isJson(String data) {
    try (JsonParser parser = json.createParser(data)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
