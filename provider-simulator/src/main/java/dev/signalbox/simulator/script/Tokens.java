package dev.signalbox.simulator.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simulator's token rule: a token is a run of white space with up to six characters of the word
 * after it, or white space alone at the end. Joined together, the tokens are the text again.
 */
public final class Tokens {

  /** What every message costs on top of its text. */
  public static final int PER_MESSAGE = 3;

  /** What every request costs on top of its messages. */
  public static final int PER_REQUEST = 3;

  private static final Pattern TOKEN = Pattern.compile("\\s*\\S{1,6}|\\s+$");

  private Tokens() {}

  public static List<String> of(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      String token = matcher.group();
      // A surrogate pair is one character to a reader: it is never cut apart.
      if (!tokens.isEmpty() && Character.isLowSurrogate(token.charAt(0))) {
        tokens.add(tokens.removeLast() + token);
      } else {
        tokens.add(token);
      }
    }
    return tokens;
  }

  public static int count(String text) {
    return of(text).size();
  }
}
