package dev.signalbox.standalone.ask;

import java.io.PrintStream;
import java.util.function.Consumer;

/** Prints an answer's text; what would steer a terminal is left out, for a model wrote it. */
final class Terminal implements Consumer<String> {
  private final PrintStream output;
  private boolean lineBegun;

  Terminal(PrintStream output) {
    this.output = output;
  }

  @Override
  public void accept(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .filter(
            character ->
                !Character.isISOControl(character) || character == '\n' || character == '\t')
        .forEach(shown::appendCodePoint);
    if (!shown.isEmpty()) {
      output.print(shown);
      output.flush();
      lineBegun = shown.charAt(shown.length() - 1) != '\n';
    }
  }

  /** Begins a new line unless one has just begun. */
  void endLine() {
    if (lineBegun) {
      output.println();
      lineBegun = false;
    }
  }
}
