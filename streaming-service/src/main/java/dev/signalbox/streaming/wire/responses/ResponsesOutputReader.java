package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads the items of an answer, by their place in it. What a server did not stream is read when the
 * item, or the whole answer, is done.
 */
final class ResponsesOutputReader {

  private final Map<Integer, Integer> calls = new HashMap<>();
  private final Set<Integer> streamed = new HashSet<>();
  private final Set<Integer> others = new HashSet<>();
  private final Set<Integer> done = new HashSet<>();
  private boolean refusing;

  /** What an event says; nothing when it concerns nobody. */
  List<AnswerEvent> read(JsonNode event) {
    List<AnswerEvent> events = new ArrayList<>();
    int place = event.path("output_index").asInt(0);
    switch (event.path("type").asString("")) {
      case "response.output_item.added" -> begin(place, event.path("item"), events);
      case "response.output_item.done" -> item(place, event.path("item"), events);
      case "response.output_text.delta" -> text(place, delta(event), events);
      case "response.refusal.delta" -> refusal(place, delta(event), events);
      case "response.reasoning_text.delta", "response.reasoning_summary_text.delta" ->
          thought(place, delta(event), events);
      case "response.reasoning_summary_part.added" -> {
        if (event.path("summary_index").asInt(0) > 0) {
          thought(place, ResponsesItemReader.BETWEEN_THOUGHTS, events);
        }
      }
      case "response.function_call_arguments.delta" -> arguments(place, delta(event), events);
      default -> {
        // Progress of OpenAI's own tools, pieces that are done, signs of life.
      }
    }
    return events;
  }

  /** The items that have not been done yet. */
  List<AnswerEvent> rest(JsonNode output) {
    List<AnswerEvent> events = new ArrayList<>();
    int place = 0;
    for (JsonNode item : output) {
      item(place, item, events);
      place++;
    }
    return events;
  }

  /** Of an answer that is complete. */
  StopReason stopReason() {
    if (!calls.isEmpty()) {
      return StopReason.TOOL_CALLS;
    }
    return refusing ? StopReason.REFUSAL : StopReason.END;
  }

  private void begin(int place, JsonNode item, List<AnswerEvent> events) {
    switch (item.path("type").asString("")) {
      case "function_call" -> {
        if (!calls.containsKey(place)) {
          int number = calls.size();
          calls.put(place, number);
          events.add(
              new AnswerEvent.ToolCallStarted(
                  number,
                  item.path("call_id").asString("call_" + number),
                  item.path("name").asString(""),
                  ResponsesProtocol.SIGNATURE.read(item)));
        }
      }
      case "message", "reasoning" -> {}
      default -> {
        if (others.add(place)) {
          events.add(new AnswerEvent.OtherOutput());
        }
      }
    }
  }

  private void item(int place, JsonNode item, List<AnswerEvent> events) {
    if (!done.add(place)) {
      return;
    }
    begin(place, item, events);
    boolean unsaid = !streamed.contains(place);
    switch (item.path("type").asString("")) {
      case "message" -> {
        if (unsaid) {
          message(place, item, events);
        }
      }
      case "reasoning" -> reasoning(place, item, unsaid, events);
      case "function_call" -> {
        if (unsaid) {
          arguments(place, item.path("arguments").asString(""), events);
        }
      }
      default -> {}
    }
  }

  private void message(int place, JsonNode item, List<AnswerEvent> events) {
    for (JsonNode part : item.path("content")) {
      if (part.path("type").asString("").equals("refusal")) {
        refusal(place, part.path("refusal").asString(""), events);
      } else {
        text(place, part.path("text").asString(""), events);
      }
    }
  }

  /** Only with its encrypted form can a thought be given back. */
  private void reasoning(int place, JsonNode item, boolean unsaid, List<AnswerEvent> events) {
    boolean worded = false;
    for (String list : List.of("summary", "content")) {
      for (JsonNode part : item.path(list)) {
        if (unsaid) {
          String between = worded ? ResponsesItemReader.BETWEEN_THOUGHTS : "";
          thought(place, between + part.path("text").asString(""), events);
        }
        worded = true;
      }
    }
    String encrypted = ResponsesAnswerReader.text(item, "encrypted_content");
    if (encrypted != null) {
      String opaque = ResponsesProtocol.PROVENANCE.canonical(encrypted);
      events.add(
          worded || !unsaid
              ? new AnswerEvent.ThinkingSigned(opaque)
              : new AnswerEvent.RedactedThinking(opaque));
    }
  }

  private void text(int place, String text, List<AnswerEvent> events) {
    streamed.add(place);
    events.add(new AnswerEvent.TextDelta(text));
  }

  private void refusal(int place, String text, List<AnswerEvent> events) {
    streamed.add(place);
    refusing = true;
    events.add(new AnswerEvent.RefusalDelta(text));
  }

  private void thought(int place, String text, List<AnswerEvent> events) {
    streamed.add(place);
    events.add(new AnswerEvent.ThinkingDelta(text));
  }

  private void arguments(int place, String piece, List<AnswerEvent> events) {
    Integer number = calls.get(place);
    if (number != null && !piece.isEmpty()) {
      streamed.add(place);
      events.add(new AnswerEvent.ToolArgumentsDelta(number, piece));
    }
  }

  private static String delta(JsonNode event) {
    return event.path("delta").asString("");
  }
}
