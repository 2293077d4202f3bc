package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The response itself, at each stage of its life. Repeats the settings of its request. */
final class ResponseObject {

  private final JsonMapper json;
  private final AnswerHeading heading;

  ResponseObject(JsonMapper json, AnswerHeading heading) {
    this.json = json;
    this.heading = heading;
  }

  ObjectNode inProgress() {
    return of("in_progress");
  }

  ObjectNode completed(ResponsesOutput output, @Nullable TokenBuckets usage) {
    return ended("completed", output, usage);
  }

  ObjectNode incomplete(String cause, ResponsesOutput output, @Nullable TokenBuckets usage) {
    ObjectNode response = ended("incomplete", output, usage);
    response.putObject("incomplete_details").put("reason", cause);
    return response;
  }

  ObjectNode failed(ProtocolError error, ResponsesOutput output) {
    ObjectNode response = ended("failed", output, null);
    response.putObject("error").put("code", "server_error").put("message", error.message());
    return response;
  }

  private ObjectNode ended(String status, ResponsesOutput output, @Nullable TokenBuckets usage) {
    ObjectNode response = of(status);
    output.writeTo(response.putArray("output"));
    if (usage != null) {
      ResponsesUsage.write(usage, response.putObject("usage"));
    }
    return response;
  }

  private ObjectNode of(String status) {
    ObjectNode response = json.createObjectNode();
    response
        .put("id", "resp_" + heading.id())
        .put("object", "response")
        .put("created_at", heading.created().getEpochSecond())
        .put("status", status)
        .put("background", false)
        .putNull("error")
        .putNull("incomplete_details")
        .putNull("instructions")
        .putNull("max_output_tokens")
        .put("model", heading.model());
    response.putArray("output");
    response
        .put("parallel_tool_calls", true)
        .putNull("previous_response_id")
        .putNull("reasoning")
        .put("store", false)
        .putNull("temperature");
    response.putObject("text").putObject("format").put("type", "text");
    response.put("tool_choice", "auto").putArray("tools");
    response.putNull("top_p").put("truncation", "disabled").putNull("usage").putNull("metadata");
    ModelRequest request = heading.request();
    if (request != null) {
      instructions(request, response);
      new ResponsesSettings(response, new HashSet<>()).write(request);
    }
    return response;
  }

  private static void instructions(ModelRequest request, ObjectNode response) {
    for (Turn turn : request.turns()) {
      if (turn.field().equals("instructions")
          && turn.parts().getFirst() instanceof Part.Text(String text)) {
        response.put("instructions", text);
      }
    }
  }
}
