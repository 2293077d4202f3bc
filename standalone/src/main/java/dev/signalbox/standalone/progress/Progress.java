package dev.signalbox.standalone.progress;

import dev.signalbox.standalone.supervise.Snapshot;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows what each part is doing: in a terminal one line per part, redrawn in place; otherwise one
 * line per change.
 */
public final class Progress {
  private static final String CLEAR = "\u001b[2K";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream output;
  private final boolean terminal;
  private final int columns;
  private final Map<String, String> shown = new HashMap<>();
  private final long begun = System.nanoTime();
  private int drawn;

  public Progress(PrintStream output, Map<String, String> environment) {
    this(
        output,
        "1".equals(environment.get("SIGNALBOX_TTY")),
        columns(environment.getOrDefault("COLUMNS", "")));
  }

  Progress(PrintStream output, boolean terminal, int columns) {
    this.output = output;
    this.terminal = terminal;
    this.columns = columns;
  }

  private static int columns(String text) {
    return text.matches("[1-9]\\d{1,3}") ? Integer.parseInt(text) : 100;
  }

  /** The same, line by line, for what follows when other text was printed in between. */
  public Progress plain() {
    return new Progress(output, false, columns);
  }

  /** Shows a snapshot. */
  public void show(Snapshot snapshot) {
    if (terminal) {
      redraw(snapshot);
    } else {
      printChanges(snapshot);
    }
  }

  private void redraw(Snapshot snapshot) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append("\u001b[%dA".formatted(drawn));
    }
    for (Snapshot.Part part : snapshot.parts()) {
      String line = "  %-23s %-13s %s".formatted(part.name(), part.state(), part.detail());
      text.append(CLEAR).append(colour(part.state())).append(cut(line)).append(PLAIN).append('\n');
    }
    drawn = snapshot.parts().size();
    output.print(text);
    output.flush();
  }

  private String cut(String line) {
    return line.length() < columns ? line : line.substring(0, columns - 1);
  }

  private static String colour(String state) {
    return switch (state) {
      case "ready", "stopped" -> GREEN;
      case "restarting", "crash-looping" -> RED;
      default -> YELLOW;
    };
  }

  private void printChanges(Snapshot snapshot) {
    for (Snapshot.Part part : snapshot.parts()) {
      String line = part.state() + (part.detail().isEmpty() ? "" : ": " + part.detail());
      if (!line.equals(shown.put(part.name(), line)) && worthALine(part.state())) {
        output.printf("%6.1f s  %-23s %s%n", (System.nanoTime() - begun) / 1e9, part.name(), line);
      }
    }
    output.flush();
  }

  private static boolean worthALine(String state) {
    return !state.equals("waiting") && !state.equals("stopping");
  }
}
