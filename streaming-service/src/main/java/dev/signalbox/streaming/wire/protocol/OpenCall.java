package dev.signalbox.streaming.wire.protocol;

/** A tool call whose arguments are coming in. */
final class OpenCall {

  private final int index;
  private boolean begun;
  private int depth;
  private boolean text;
  private boolean escaped;

  OpenCall(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }

  void add(String json) {
    json.chars().forEach(character -> add((char) character));
  }

  private void add(char character) {
    if (text) {
      text = escaped || character != '"';
      escaped = !escaped && character == '\\';
      return;
    }
    switch (character) {
      case '"' -> text = true;
      case '{', '[' -> {
        begun = true;
        depth++;
      }
      case '}', ']' -> depth--;
      default -> {
        // Says nothing of where the object ends.
      }
    }
  }

  /** Whether its object has been closed, so that no more of it can come. */
  boolean complete() {
    return begun && depth <= 0 && !text;
  }
}
