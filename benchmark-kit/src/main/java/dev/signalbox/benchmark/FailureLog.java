package dev.signalbox.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Failures that nobody thought of: a line for a person, all of it for who looks into it. */
public final class FailureLog {

  private FailureLog() {}

  /** Adds a failure to a log; what it returns says so in one line. */
  public static String add(Path log, Exception failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    String line = "the benchmark failed: " + oneLine(failure.toString());
    try {
      Files.writeString(
          log, trace.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return line + "; see " + log;
    } catch (IOException e) {
      return line + "; " + log + " cannot be written: " + oneLine(e.toString());
    }
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
