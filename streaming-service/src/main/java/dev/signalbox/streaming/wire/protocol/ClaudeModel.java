package dev.signalbox.streaming.wire.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model takes, by the generation in its name: {@code claude-opus-4-8}, {@code
 * claude-3-7-sonnet-20250219}. A Claude without a number is taken for a new one, a model of another
 * house for one that does what has been there longest.
 *
 * @param generation ten times the version
 */
public record ClaudeModel(int generation) {

  private static final Pattern VERSION =
      Pattern.compile("claude-(?:[a-z]+-)*(\\d{1,2})(?:[-.](\\d{1,2}))?(?!\\d)");
  private static final int NEWEST = Integer.MAX_VALUE;
  private static final int OLDEST = 0;

  public static ClaudeModel named(String name) {
    Matcher version = VERSION.matcher(name);
    if (!version.find()) {
      return new ClaudeModel(name.contains("claude-") ? NEWEST : OLDEST);
    }
    String minor = version.group(2);
    return new ClaudeModel(
        10 * Integer.parseInt(version.group(1)) + (minor == null ? 0 : Integer.parseInt(minor)));
  }

  /** Whether it decides itself how much to think. */
  public boolean adaptsThinking() {
    return generation >= 46;
  }

  public boolean takesBudgets() {
    return generation < 47;
  }

  /** Whether instructions may stand in the middle of a conversation. */
  public boolean takesLaterInstructions() {
    return generation >= 48;
  }

  /** Whether it can be told to keep a cache for an hour, rather than for five minutes. */
  public boolean cachesForAnHour() {
    return generation >= 45;
  }
}
