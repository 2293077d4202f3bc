package dev.signalbox.mcppool.face;

import dev.signalbox.mcppool.rpc.Progress;
import dev.signalbox.mcppool.rpc.RpcMessage;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How far a request is, told under the agent's own token. */
final class ProgressNotes {
  private ProgressNotes() {}

  /** Empty if the agent does not want to know. */
  static Optional<Consumer<Progress>> to(
      FaceRequest request, Consumer<RpcMessage.Notification> notes) {
    JsonNode token = request.params().path("_meta").path("progressToken");
    return token.isMissingNode()
        ? Optional.empty()
        : Optional.of(progress -> notes.accept(note(token, progress)));
  }

  private static RpcMessage.Notification note(JsonNode token, Progress progress) {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.set("progressToken", token);
    params.put("progress", progress.done());
    if (progress.total() != null) {
      params.put("total", progress.total());
    }
    if (progress.message() != null) {
      params.put("message", progress.message());
    }
    return new RpcMessage.Notification("notifications/progress", params);
  }
}
