package dev.signalbox.streaming.wire.gemini;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model takes, by the generation in its name: {@code gemini-2.5-flash}, {@code
 * gemini-3-pro-preview}. A Gemini without a number, as {@code gemini-flash-latest}, is a new one.
 */
record GeminiModel(int generation) {

  private static final Pattern VERSION = Pattern.compile("gemini-(\\d{1,2})(?!\\d)");
  private static final int NEWEST = Integer.MAX_VALUE;
  private static final int NONE = 0;

  static GeminiModel named(String name) {
    Matcher version = VERSION.matcher(name);
    if (version.find()) {
      return new GeminiModel(Integer.parseInt(version.group(1)));
    }
    return new GeminiModel(name.contains("gemini-") ? NEWEST : NONE);
  }

  /** Whether it knows levels of thinking; those before know budgets only. */
  boolean takesLevels() {
    return generation >= 3;
  }

  /** Whether it refuses calls of functions that bear no signature. */
  boolean wantsSignatures() {
    return generation >= 3;
  }
}
