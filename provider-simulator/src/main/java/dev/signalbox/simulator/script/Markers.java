package dev.signalbox.simulator.script;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Wishes inside the user's last message, for callers that can set no header: {@code
 * [[script:NAME]]}, {@code [[fault:NAME]]}, {@code [[tool:NAME {"json":"arguments"}]]} and {@code
 * [[pace:TOKENS PER SECOND]]}.
 */
final class Markers {

  private static final Pattern SCRIPT = Pattern.compile("\\[\\[script:([\\w.-]{1,100})]]");
  private static final Pattern FAULT = Pattern.compile("\\[\\[fault:([\\w.-]{1,100})]]");
  private static final Pattern TOOL =
      Pattern.compile("\\[\\[tool:([\\w.-]{1,128})(?:\\s+(\\{.*?}))?]]", Pattern.DOTALL);
  private static final Pattern PACE = Pattern.compile("\\[\\[pace:(\\d{1,6}(?:\\.\\d{1,3})?)]]");

  private Markers() {}

  static Optional<String> script(String text) {
    return first(SCRIPT, text);
  }

  static Optional<String> fault(String text) {
    return first(FAULT, text);
  }

  static Optional<Double> pace(String text) {
    return first(PACE, text).map(Double::valueOf);
  }

  static Optional<ToolCall> tool(String text) {
    Matcher matcher = TOOL.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String arguments = matcher.group(2);
    return Optional.of(new ToolCall(matcher.group(1), arguments == null ? "{}" : arguments));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
