package dev.signalbox.streaming.benchmark;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a run was asked for.
 *
 * @param json whether to end with one JSON object per result
 * @param rounds how often everything is measured
 * @param seconds of each measured interval
 */
record Options(boolean json, int rounds, int seconds) {

  private static final int MOST = 1_000;

  /**
   * Reads the arguments. What the other cases of the benchmark take is theirs.
   *
   * @throws IllegalArgumentException if a number is none, or missing
   */
  static Options parse(String... arguments) {
    Options options = new Options(false, 5, 2);
    Deque<String> words = new ArrayDeque<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (argument.startsWith("--") && equals > 0) {
        words.add(argument.substring(0, equals));
        words.add(argument.substring(equals + 1));
      } else {
        words.add(argument);
      }
    }
    while (!words.isEmpty()) {
      String option = words.remove();
      options =
          switch (option) {
            case "--json" -> new Options(true, options.rounds, options.seconds);
            case "--rounds" -> new Options(options.json, number(option, words), options.seconds);
            case "--seconds" -> new Options(options.json, options.rounds, number(option, words));
            default -> {
              words.poll();
              yield options;
            }
          };
    }
    return options;
  }

  private static int number(String option, Deque<String> words) {
    String value = words.isEmpty() ? "" : words.remove();
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " is a whole number, not '" + value + "'", e);
    }
    throw new IllegalArgumentException(option + " is from 1 to " + MOST + ", not " + value);
  }
}
