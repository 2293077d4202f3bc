package dev.signalbox.standalone.ask;

import dev.signalbox.standalone.platform.LauncherException;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the events of an answer add up to. */
final class Answer {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Consumer<String> text;
  private final StringBuilder content = new StringBuilder();
  private JsonNode routing = JSON.createObjectNode();
  private @Nullable JsonNode done;
  private @Nullable JsonNode error;

  /**
   * An answer that has not begun.
   *
   * @param text told every piece of the text as it comes
   */
  Answer(Consumer<String> text) {
    this.text = text;
  }

  /** Takes in one event; what it does not know it leaves alone. */
  void accept(ServerSentEvents.Event event) {
    JsonNode data = parsed(event.data());
    switch (event.type()) {
      case "routing" -> routing = data;
      case "delta" -> {
        String piece = data.path("text").asString("");
        content.append(piece);
        text.accept(piece);
      }
      case "done" -> done = data;
      case "error" -> error = data;
      default -> {
        // Tool calls and usage are shown by other clients; here the last line sums up.
      }
    }
  }

  /** Whether nothing more is to come. */
  boolean ended() {
    return done != null || error != null;
  }

  /** What became of it, once the stream is at its end. */
  void requireCompleted() {
    if (error != null) {
      throw LauncherException.failed(problem(error));
    }
    if (done == null) {
      throw LauncherException.failed("the answer broke off: the stream ended without a word");
    }
  }

  /** One JSON object with everything. */
  ObjectNode json() {
    ObjectNode all = JSON.createObjectNode();
    routing.properties().forEach(field -> all.set(field.getKey(), field.getValue()));
    if (done != null) {
      done.properties().forEach(field -> all.set(field.getKey(), field.getValue()));
    }
    all.put("content", content.toString());
    return all;
  }

  /** Who answered, how sure the choice was, and what it took. */
  String line() {
    ObjectNode all = json();
    long tokens = all.path("input_tokens").asLong(0) + all.path("output_tokens").asLong(0);
    JsonNode cost = all.path("cost_usd");
    JsonNode confidence = all.path("confidence");
    String model = all.path("model").asString("?");
    String provider = all.path("provider").asString("");
    boolean bare = provider.isEmpty() || model.startsWith(provider + "/");
    return String.join(
            " · ",
            "agent " + all.path("agent_id").asString("?"),
            "confidence "
                + (confidence.isNumber()
                    ? String.format(Locale.ROOT, "%.2f", confidence.asDouble())
                    : confidence.asString("?")),
            (bare ? model : provider + "/" + model),
            tokens + " tokens",
            cost.isNull() || cost.isMissingNode() ? "cost unknown" : "$" + cost.asString(),
            all.path("conversation_id").asString("?"))
        + (all.path("simulated").asBoolean(false) ? " · simulated" : "");
  }

  /** A problem as the API tells it, in one line. */
  static String problem(JsonNode problem) {
    StringBuilder line = new StringBuilder(problem.path("code").asString("failed"));
    for (String field : new String[] {"title", "detail"}) {
      String value = problem.path(field).asString("");
      if (!value.isEmpty() && line.indexOf(value) < 0) {
        line.append(": ").append(value);
      }
    }
    return line.toString();
  }

  private static JsonNode parsed(String data) {
    try {
      return JSON.readTree(data);
    } catch (JacksonException e) {
      throw LauncherException.failed("the answer is not JSON: " + data);
    }
  }
}
