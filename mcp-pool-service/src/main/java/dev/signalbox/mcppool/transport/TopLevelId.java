package dev.signalbox.mcppool.transport;

import org.jspecify.annotations.Nullable;

/**
 * Finds the number called {@code id} at the top level of a JSON object, byte by byte in constant
 * memory: so the call that a much too long answer belongs to can be told at once.
 */
final class TopLevelId {
  private static final int LONGEST_NUMBER = 18;

  private final StringBuilder key = new StringBuilder();
  private final StringBuilder number = new StringBuilder();
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean keyNext;
  private boolean idValue;
  private @Nullable Long id;

  void accept(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      accept(bytes[i]);
    }
  }

  /** The id, once its end was seen. */
  @Nullable Long found() {
    return id;
  }

  private void accept(byte b) {
    if (inString) {
      acceptInString(b);
      return;
    }
    switch (b) {
      case '"' -> {
        inString = true;
        key.setLength(0);
      }
      case '{', '[' -> {
        depth++;
        keyNext = depth == 1 && b == '{';
      }
      case '}', ']' -> {
        endOfValue();
        depth--;
      }
      case ',' -> {
        endOfValue();
        keyNext = depth == 1;
      }
      case ':' -> {
        if (depth == 1) {
          keyNext = false;
          idValue = key.compareTo(new StringBuilder("id")) == 0;
          number.setLength(0);
        }
      }
      default -> {
        if (depth == 1 && idValue && b >= '0' && b <= '9' && number.length() < LONGEST_NUMBER) {
          number.append((char) b);
        }
      }
    }
  }

  private void acceptInString(byte b) {
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
    } else if (keyNext && depth == 1 && key.length() < LONGEST_NUMBER) {
      key.append((char) b);
    }
  }

  private void endOfValue() {
    if (depth == 1 && idValue) {
      idValue = false;
      if (!number.isEmpty()) {
        id = Long.valueOf(number.toString());
      }
    }
  }
}
