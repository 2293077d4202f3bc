package dev.signalbox.simulator.script;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What is said when no script is asked for: that this is simulated, and what was asked. */
public final class DefaultAnswer {

  private static final int QUOTED = 600;

  private final JsonMapper json;

  public DefaultAnswer(JsonMapper json) {
    this.json = json;
  }

  public Turn to(Prompt prompt) {
    return Turn.saying(prompt.wantsJson() ? object(prompt) : prose(prompt));
  }

  private String object(Prompt prompt) {
    return json.writeValueAsString(
        Map.of(
            "simulated",
            true,
            "model",
            prompt.model(),
            "request",
            shortened(prompt.lastUserText())));
  }

  private static String prose(Prompt prompt) {
    StringBuilder answer = new StringBuilder(512);
    answer
        .append("This is a simulated answer: no AI provider was asked, the provider simulator ")
        .append("stands in for ")
        .append(prompt.model())
        .append(".\n\n");
    if (prompt.lastUserText().isBlank()) {
      answer.append("The request carried no text from the user.");
    } else {
      answer.append("You asked: \"").append(shortened(prompt.lastUserText())).append('"');
    }
    if (prompt.userMessages() > 1) {
      answer.append("\nThat was your message ").append(prompt.userMessages());
      answer.append(" in this conversation.");
    }
    if (!prompt.instructions().isBlank()) {
      answer.append("\nThe model was instructed: \"");
      answer.append(firstLine(prompt.instructions())).append('"');
    }
    if (!prompt.toolsOffered().isEmpty()) {
      answer.append("\nIt could have called: ");
      answer.append(String.join(", ", prompt.toolsOffered())).append('.');
    }
    for (String result : prompt.toolResults()) {
      answer.append("\nA tool returned: \"").append(shortened(result)).append('"');
    }
    return answer
        .append("\n\nTo get an answer from a real model, set the key of a provider, for example ")
        .append("OPENAI_API_KEY or ANTHROPIC_API_KEY, and start again.")
        .toString();
  }

  private static String firstLine(String text) {
    return shortened(text.strip().lines().findFirst().orElse(""));
  }

  private static String shortened(String text) {
    String stripped = text.strip();
    if (stripped.length() <= QUOTED) {
      return stripped;
    }
    int end = Character.isHighSurrogate(stripped.charAt(QUOTED - 1)) ? QUOTED - 1 : QUOTED;
    return stripped.substring(0, end) + "…";
  }
}
