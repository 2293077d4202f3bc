package dev.signalbox.routing.runner;

import dev.signalbox.routing.model.ModelAnswer;
import tools.jackson.databind.JsonNode;

/** Follows an agent at work. Called on the thread that runs it; may block it. */
public interface Progress {

  /** It has begun to answer; who that is may become known, or change, later. */
  void answering(ModelAnswer who);

  /** A piece of the answer, never empty. */
  void text(String piece);

  /** It has a tool called. */
  void toolCall(String callId, String server, String tool, JsonNode arguments);

  /** The tool has answered. */
  void toolResult(String callId, String server, String tool, boolean error, String content);

  /** It is still at work, though there is nothing to show. */
  void alive();
}
