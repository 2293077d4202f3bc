package dev.signalbox.routing.remote;

import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.runner.RelayNotes;
import dev.signalbox.routing.runner.Work;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a message in the form of the platform's own contract for agents over HTTP. */
final class HttpRequestBody {

  private static final String PREFERENCES = "user_preferences";

  private final JsonMapper json;

  HttpRequestBody(JsonMapper json) {
    this.json = json;
  }

  byte[] of(Work work) {
    ObjectNode body = json.createObjectNode();
    body.put("message", work.message());
    body.put("conversation_id", work.conversationId());
    history(body.putArray("conversation_history"), work);
    ObjectNode context = metadata(work.metadata());
    ObjectNode preferences =
        context.path(PREFERENCES) instanceof ObjectNode own ? own : json.createObjectNode();
    context.remove(PREFERENCES);
    body.set("context_data", context);
    body.set(PREFERENCES, preferences);
    ObjectNode about = body.putObject("agent_metadata");
    about.put("sender_agent", sender(work));
    about.put("message_type", "user_message");
    about.put("timestamp", work.sentAt().toString());
    return json.writeValueAsBytes(body);
  }

  /** The agent that answered before, or the user alone. */
  private static String sender(Work work) {
    String last = work.takenOverFrom() == null ? work.relay().lastAgent() : work.takenOverFrom();
    return last == null ? "user" : last;
  }

  private static void history(ArrayNode history, Work work) {
    List<String> notes = RelayNotes.of(work, work.relay());
    if (!notes.isEmpty()) {
      history
          .addObject()
          .put("role", "system")
          .put("content", String.join("\n\n", notes))
          .put("timestamp", work.sentAt().toString())
          .putNull("agent_id");
    }
    Stream.concat(work.relay().pinned().stream(), work.relay().recent().stream())
        .forEach(message -> add(history, message));
  }

  private static void add(ArrayNode history, Message message) {
    history
        .addObject()
        .put("role", message.role().name().toLowerCase(Locale.ROOT))
        .put("content", message.content())
        .put("timestamp", message.createdAt().toString())
        .put("agent_id", message.agentId());
  }

  private ObjectNode metadata(@Nullable String metadata) {
    return metadata != null && json.readTree(metadata) instanceof ObjectNode object
        ? object
        : json.createObjectNode();
  }
}
