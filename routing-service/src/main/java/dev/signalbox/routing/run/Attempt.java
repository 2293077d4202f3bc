package dev.signalbox.routing.run;

import dev.signalbox.routing.model.Cancellation;
import dev.signalbox.routing.model.ModelAnswer;
import dev.signalbox.routing.model.ModelException;
import dev.signalbox.routing.model.ModelFailure;
import dev.signalbox.routing.runner.Progress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One agent's try at a message: hands on what it says, and knows what has become of it so far. */
final class Attempt implements Progress {

  private final Assigned assigned;
  private final AnswerListener listener;
  private final SilenceWatch.Watch watch;
  private final int maxCharacters;
  private final StringBuilder content = new StringBuilder();
  private @Nullable ModelAnswer who;
  private boolean shown;

  /**
   * @param maxCharacters how long the answer may be
   */
  Attempt(Assigned assigned, AnswerListener listener, SilenceWatch.Watch watch, int maxCharacters) {
    this.assigned = assigned;
    this.listener = listener;
    this.watch = watch;
    this.maxCharacters = maxCharacters;
  }

  Assigned assigned() {
    return assigned;
  }

  /** Whether the client has seen any of it. */
  boolean shown() {
    return shown;
  }

  String content() {
    return content.toString();
  }

  /** Who answers; null before the answer has begun. */
  @Nullable ModelAnswer who() {
    return who;
  }

  @Override
  public void answering(ModelAnswer answer) {
    who = answer;
  }

  @Override
  public void text(String piece) {
    if (content.length() + piece.length() > maxCharacters) {
      throw new ModelException(
          ModelFailure.ANSWER_TOO_LONG,
          "The answer is longer than " + maxCharacters + " characters.");
    }
    content.append(piece);
    show(to -> to.delta(piece));
  }

  @Override
  public void toolCall(String callId, String server, String tool, JsonNode arguments) {
    show(to -> to.toolCall(callId, server, tool, arguments));
    watch.pause();
  }

  @Override
  public void toolResult(String callId, String server, String tool, boolean error, String result) {
    watch.resume();
    show(to -> to.toolResult(callId, server, tool, error, result));
  }

  @Override
  public void alive() {
    watch.sawLife();
  }

  /** However long the client takes to read it, the agent is not at fault. */
  private void show(Consumer<AnswerListener> what) {
    shown = true;
    watch.pause();
    what.accept(listener);
    watch.resume();
  }

  /** A cancellation that follows the run's own. */
  static Cancellation within(Cancellation run) {
    Cancellation own = new Cancellation();
    run.onCancel(
        () -> {
          Cancellation.Reason reason = run.reason();
          if (reason != null) {
            own.cancel(reason);
          }
        });
    return own;
  }
}
