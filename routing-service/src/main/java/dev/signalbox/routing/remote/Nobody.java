package dev.signalbox.routing.remote;

import dev.signalbox.routing.model.ModelAnswer;
import dev.signalbox.routing.runner.Progress;
import tools.jackson.databind.JsonNode;

/** For answers that nobody wants. */
final class Nobody implements Progress {

  @Override
  public void answering(ModelAnswer who) {
    // Nobody wants to know.
  }

  @Override
  public void text(String piece) {
    // Nobody wants to know.
  }

  @Override
  public void toolCall(String callId, String server, String tool, JsonNode arguments) {
    // Nobody wants to know.
  }

  @Override
  public void toolResult(String callId, String server, String tool, boolean error, String content) {
    // Nobody wants to know.
  }

  @Override
  public void alive() {
    // Nobody wants to know.
  }
}
