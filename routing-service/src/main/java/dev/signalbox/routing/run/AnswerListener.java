package dev.signalbox.routing.run;

import tools.jackson.databind.JsonNode;

/** Follows a message on its way. Called on the thread that serves the request; may block it. */
public interface AnswerListener {

  /**
   * An agent is on it; called first, and again with each other agent that is to answer in its
   * place, but not once there is anything of an answer.
   */
  void routed(Routing routing);

  /** A piece of the answer. */
  void delta(String text);

  /** The model has a tool called. */
  void toolCall(String callId, String server, String tool, JsonNode arguments);

  /** The tool has answered. */
  void toolResult(String callId, String server, String tool, boolean error, String content);

  /** The answer is stored; called last and once, unless the run failed. */
  void answered(Answer answer);
}
