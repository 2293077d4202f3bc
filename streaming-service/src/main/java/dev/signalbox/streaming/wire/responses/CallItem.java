package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import tools.jackson.databind.node.ObjectNode;

/** The model calls a function. */
final class CallItem extends OutputItem {

  private final AnswerEvent.ToolCallStarted call;
  private final StringBuilder arguments = new StringBuilder();

  CallItem(ResponsesFrames frames, String id, int place, AnswerEvent.ToolCallStarted call) {
    super(frames, "fc_", id, place);
    this.call = call;
  }

  void argue(String piece) {
    arguments.append(piece);
    tell("response.function_call_arguments.delta", event -> event.put("delta", piece));
  }

  /** Arguments that broke off are never said to be done. */
  @Override
  void endPieces(boolean complete) {
    if (complete) {
      if (arguments.isEmpty()) {
        arguments.append("{}");
      }
      tell(
          "response.function_call_arguments.done",
          event -> event.put("name", call.name()).put("arguments", arguments.toString()));
    }
  }

  @Override
  void describe(ObjectNode item) {
    item.put("type", "function_call").put("status", status());
    item.put("call_id", call.id()).put("name", call.name());
    item.put("arguments", arguments.toString());
    ResponsesProtocol.SIGNATURE.write(call.signature(), item);
  }
}
