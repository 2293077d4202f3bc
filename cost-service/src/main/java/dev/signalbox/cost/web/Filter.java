package dev.signalbox.cost.web;

import org.jspecify.annotations.Nullable;

/** Values that narrow a question. */
final class Filter {

  private static final int LONGEST = 200;

  private Filter() {}

  static void check(String parameter, @Nullable String value) {
    if (value != null
        && (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl))) {
      throw Invalid.field(
          parameter, "must have at most " + LONGEST + " characters and no control characters");
    }
  }
}
