package dev.signalbox.simulator.script;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the answer to a request. In this order: the script a header gives (its JSON, or a name),
 * the script a marker names, the script named like the model, the tool call a marker asks for, the
 * script named "default", the default answer.
 */
public final class Casting {

  private final Scripts scripts;
  private final ScriptReader reader;
  private final DefaultAnswer defaultAnswer;

  public Casting(Scripts scripts, ScriptReader reader, DefaultAnswer defaultAnswer) {
    this.scripts = scripts;
    this.reader = reader;
    this.defaultAnswer = defaultAnswer;
  }

  /**
   * The answer to the prompt.
   *
   * @param header a script's JSON or name, null when the request gave none
   * @throws InvalidScriptException when the header or a marker asks for what is not there
   */
  public Turn turn(Prompt prompt, @Nullable String header) {
    Turn turn = chosen(prompt, header);
    String text = prompt.lastUserText();
    Turn paced =
        Markers.pace(text).map(rate -> turn.at(new Pace(Duration.ZERO, rate))).orElse(turn);
    return Markers.fault(text).map(paced::failing).orElse(paced);
  }

  private Turn chosen(Prompt prompt, @Nullable String header) {
    if (header != null) {
      return given(header).turn(prompt.answersSoFar());
    }
    Optional<String> marked = Markers.script(prompt.lastUserText());
    if (marked.isPresent()) {
      return existing(marked.get()).turn(prompt.answersSoFar());
    }
    Optional<Script> ofModel = scripts.named(prompt.model());
    if (ofModel.isPresent()) {
      return ofModel.get().turn(prompt.answersSoFar());
    }
    Optional<ToolCall> call =
        Markers.tool(prompt.lastUserText())
            .filter(wanted -> prompt.toolsOffered().contains(wanted.name()))
            .filter(wanted -> prompt.answersSoFar() == 0);
    if (call.isPresent()) {
      return Turn.calling(call.get());
    }
    return scripts
        .named(Scripts.DEFAULT)
        .map(script -> script.turn(prompt.answersSoFar()))
        .orElseGet(() -> defaultAnswer.to(prompt));
  }

  private Script given(String header) {
    String trimmed = header.strip();
    return trimmed.startsWith("{") || trimmed.startsWith("[")
        ? reader.read(trimmed)
        : existing(trimmed);
  }

  private Script existing(String name) {
    return scripts
        .named(name)
        .orElseThrow(() -> new InvalidScriptException("no script is named \"" + name + "\""));
  }
}
