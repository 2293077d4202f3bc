package dev.signalbox.registry.connector;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures a message: by its length, whether it holds code, how many things it asks for, and
 * whether it asks for work of the kind that takes thought. Deliberately simple: what it says can be
 * seen in the message.
 */
public final class MessageComplexity {

  private static final int SHORT = 160;
  private static final int LONG = 800;
  private static final int VERY_LONG = 3_000;
  private static final int SEVERAL = 3;
  private static final int HIGH_FROM = 3;

  private static final Pattern CODE =
      Pattern.compile("```|[{;]\\s*\\n|\\b(?:def|class|function|SELECT|import)\\b\\s+\\w");
  private static final Pattern ASKED =
      Pattern.compile("\\?|^\\s*(?:\\d{1,3}[.)]|[-*•])\\s+\\S", Pattern.MULTILINE);
  private static final Pattern THOUGHT =
      Pattern.compile(
          "\\b(?:architect\\w*|design|prove|derive|refactor\\w*|migrat\\w*|optimi[sz]\\w*"
              + "|trade-?offs?|root cause|step by step|compare|analy[sz]e|security|concurren\\w*"
              + "|strategy|evaluate)\\b");

  private MessageComplexity() {}

  /** What the message asks of a model. */
  public static Complexity of(String message) {
    int score = 0;
    if (message.length() > LONG) {
      score++;
    }
    if (message.length() > VERY_LONG) {
      score++;
    }
    if (CODE.matcher(message).find()) {
      score++;
    }
    if (atLeast(SEVERAL, ASKED.matcher(message))) {
      score++;
    }
    Matcher thought = THOUGHT.matcher(message.toLowerCase(Locale.ROOT));
    if (thought.find()) {
      score += atLeast(1, thought) ? 2 : 1;
    }
    if (score >= HIGH_FROM) {
      return Complexity.HIGH;
    }
    return score == 0 && message.length() <= SHORT ? Complexity.LOW : Complexity.MEDIUM;
  }

  private static boolean atLeast(int count, Matcher matcher) {
    int found = 0;
    while (found < count && matcher.find()) {
      found++;
    }
    return found >= count;
  }
}
