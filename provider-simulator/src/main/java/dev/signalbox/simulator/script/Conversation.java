package dev.signalbox.simulator.script;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Takes in the messages of a request in their order, whatever protocol they came in. */
public final class Conversation {

  private final List<String> instructions = new ArrayList<>();
  private final List<String> toolResults = new ArrayList<>();
  private final List<String> toolsOffered = new ArrayList<>();
  private Speaker last = Speaker.NOBODY;
  private String lastUserText = "";
  private int userMessages;
  private int answersSoFar;
  private int tokens = Tokens.PER_REQUEST;

  private enum Speaker {
    NOBODY,
    USER,
    ASSISTANT,
    TOOL
  }

  public void instruction(String text) {
    count(text);
    instructions.add(text);
  }

  public void user(String text) {
    count(text);
    lastUserText = text;
    userMessages++;
    answersSoFar = 0;
    toolResults.clear();
    last = Speaker.USER;
  }

  /**
   * Something the assistant said or called; what it does in a row is one answer.
   *
   * @param parts texts and arguments of calls
   */
  public void assistant(List<String> parts) {
    tokens += Tokens.PER_MESSAGE;
    parts.forEach(part -> tokens += Tokens.count(part));
    if (last != Speaker.ASSISTANT) {
      answersSoFar++;
    }
    last = Speaker.ASSISTANT;
  }

  /** A result of a tool, which the assistant has asked for even if that is not in the request. */
  public void toolResult(String text) {
    count(text);
    if (last != Speaker.ASSISTANT && last != Speaker.TOOL) {
      answersSoFar++;
    }
    toolResults.add(text);
    last = Speaker.TOOL;
  }

  /**
   * Tools of the request.
   *
   * @param definitions as in the request, for their cost
   * @param names of those that may be called
   */
  public void tools(JsonNode definitions, List<String> names) {
    if (definitions.isArray()) {
      tokens += Tokens.count(definitions.toString());
    }
    toolsOffered.addAll(names);
  }

  /** What the request costs. */
  public int tokens() {
    return tokens;
  }

  public Prompt prompt(String model, boolean wantsJson) {
    return new Prompt(
        model,
        String.join("\n", instructions),
        lastUserText,
        userMessages,
        answersSoFar,
        List.copyOf(toolResults),
        List.copyOf(toolsOffered),
        wantsJson);
  }

  private void count(String text) {
    tokens += Tokens.PER_MESSAGE + Tokens.count(text);
  }
}
