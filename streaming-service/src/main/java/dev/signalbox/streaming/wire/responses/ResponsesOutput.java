package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * The items of an answer. Messages and thoughts are done when something else begins; calls, whose
 * pieces may come side by side, when the answer is.
 */
final class ResponsesOutput {

  private final ResponsesFrames frames;
  private final String id;
  private final List<OutputItem> items = new ArrayList<>();
  private final Map<Integer, CallItem> calls = new LinkedHashMap<>();
  private @Nullable MessageItem message;
  private @Nullable ReasoningItem thought;

  ResponsesOutput(ResponsesFrames frames, String id) {
    this.frames = frames;
    this.id = id;
  }

  void say(boolean refusal, String text) {
    MessageItem said = message;
    if (said == null) {
      endOpen(true);
      said = begun(new MessageItem(frames, id, items.size()));
      message = said;
    }
    said.say(refusal, text);
  }

  void think(String text) {
    thought().think(text);
  }

  /** Also a thought that was not shown can be signed. */
  void sign(String signature) {
    ReasoningItem signed = thought();
    signed.think("");
    signed.encrypted(signature);
    endOpen(true);
  }

  void thinkInSecret(String data) {
    endOpen(true);
    thought().encrypted(data);
    endOpen(true);
  }

  void call(AnswerEvent.ToolCallStarted call) {
    endOpen(true);
    calls.put(call.index(), begun(new CallItem(frames, id, items.size(), call)));
  }

  void argue(int index, String piece) {
    CallItem call = calls.get(index);
    if (call != null) {
      call.argue(piece);
    }
  }

  /** Nothing more comes. */
  void end(boolean complete) {
    endOpen(complete);
    calls.values().forEach(call -> call.end(complete));
  }

  void writeTo(ArrayNode output) {
    items.forEach(item -> output.add(item.json()));
  }

  private ReasoningItem thought() {
    ReasoningItem open = thought;
    if (open == null) {
      endOpen(true);
      open = begun(new ReasoningItem(frames, id, items.size()));
      thought = open;
    }
    return open;
  }

  private <T extends OutputItem> T begun(T item) {
    items.add(item);
    item.begin();
    return item;
  }

  private void endOpen(boolean complete) {
    if (message != null) {
      message.end(complete);
      message = null;
    }
    if (thought != null) {
      thought.end(complete);
      thought = null;
    }
  }
}
