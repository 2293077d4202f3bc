package dev.signalbox.cost.web;

import org.jspecify.annotations.Nullable;

/** Names in requests. */
final class Names {

  private static final int LONGEST = 200;

  private Names() {}

  static String required(String field, @Nullable String value) {
    if (value == null
        || value.isBlank()
        || value.length() > LONGEST
        || value.chars().anyMatch(Character::isISOControl)) {
      throw Invalid.field(
          field, "must have between 1 and " + LONGEST + " characters and no control characters");
    }
    return value;
  }
}
