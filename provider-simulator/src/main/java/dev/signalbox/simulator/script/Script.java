package dev.signalbox.simulator.script;

import java.util.List;

/** Answers in the order of a conversation; the last one repeats. */
public record Script(List<Turn> turns) {

  public Script {
    turns = List.copyOf(turns);
    if (turns.isEmpty()) {
      throw new InvalidScriptException("a script has at least one turn");
    }
  }

  /**
   * The answer for a request.
   *
   * @param answersSoFar how often the assistant has already spoken since the user last did
   */
  public Turn turn(int answersSoFar) {
    return turns.get(Math.min(answersSoFar, turns.size() - 1));
  }
}
