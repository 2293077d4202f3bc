package dev.signalbox.benchmark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The words of a command line, taken one after the other. An option's value follows after a space
 * or an equals sign.
 */
public final class Words {

  private final Deque<String> left = new ArrayDeque<>();

  public Words(String... arguments) {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (argument.startsWith("--") && equals > 0) {
        left.add(argument.substring(0, equals));
        left.add(argument.substring(equals + 1));
      } else {
        left.add(argument);
      }
    }
  }

  public boolean isEmpty() {
    return left.isEmpty();
  }

  public String next() {
    return left.remove();
  }

  /**
   * The value of an option that has just been taken.
   *
   * @throws UsageException when there is none
   */
  public String value(String option) {
    String value = left.poll();
    if (value == null) {
      throw new UsageException(option + " needs a value");
    }
    return value;
  }

  /** The values of an option, separated by commas. */
  public List<String> values(String option) {
    return List.of(value(option).split(",", -1));
  }

  /**
   * The value of an option, a whole number.
   *
   * @throws UsageException when it is none, or out of bounds
   */
  public int number(String option, int least, int greatest) {
    String value = value(option);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= greatest) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(option + " is a whole number, not " + value);
    }
    throw new UsageException(option + " is from " + least + " to " + greatest + ", not " + value);
  }
}
