package dev.signalbox.routing.web;

import dev.signalbox.routing.run.Answer;
import dev.signalbox.routing.run.AnswerListener;
import dev.signalbox.routing.run.Routing;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Waits for a whole answer. */
final class CollectedAnswer implements AnswerListener {

  private @Nullable Answer answer;

  AnswerDocument document() {
    Answer complete = answer;
    if (complete == null) {
      throw new IllegalStateException("A run that does not fail is answered");
    }
    return AnswerDocument.of(complete);
  }

  @Override
  public void routed(Routing routing) {
    // Part of the answer.
  }

  @Override
  public void delta(String text) {
    // Part of the answer.
  }

  @Override
  public void toolCall(String callId, String server, String tool, JsonNode arguments) {
    // Only streams show tools at work.
  }

  @Override
  public void toolResult(String callId, String server, String tool, boolean error, String content) {
    // Only streams show tools at work.
  }

  @Override
  public void answered(Answer complete) {
    answer = complete;
  }
}
