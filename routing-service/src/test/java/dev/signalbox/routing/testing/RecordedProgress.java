package dev.signalbox.routing.testing;

import dev.signalbox.routing.model.ModelAnswer;
import dev.signalbox.routing.runner.Progress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Remembers what an agent said. */
public class RecordedProgress implements Progress {

  private final StringBuilder text = new StringBuilder();
  private @Nullable ModelAnswer who;

  public String text() {
    return text.toString();
  }

  public @Nullable ModelAnswer who() {
    return who;
  }

  @Override
  public void answering(ModelAnswer answer) {
    who = answer;
  }

  @Override
  public void text(String piece) {
    text.append(piece);
  }

  @Override
  public void toolCall(String callId, String server, String tool, JsonNode arguments) {
    // Nothing is asked of it.
  }

  @Override
  public void toolResult(String callId, String server, String tool, boolean error, String content) {
    // Nothing is asked of it.
  }

  @Override
  public void alive() {
    // Nothing is asked of it.
  }
}
