package dev.signalbox.simulator.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One thing that goes wrong. "Frames" are the events of a stream, the role chunk included. */
public sealed interface Fault {

  /** An error answer; {@code retryAfterSeconds} is null when the header is to be left out. */
  record Status(int status, @Nullable Integer retryAfterSeconds) implements Fault {}

  /** Nothing more is sent after so many frames; with null not even the headers. */
  record Hang(@Nullable Integer afterFrames) implements Fault {}

  /** The connection closes after so many frames; with 0 right after the headers. */
  record Cut(int afterFrames) implements Fault {}

  /** After so many frames comes one that is not JSON. */
  record Malformed(int afterFrames) implements Fault {}

  /** After so many frames comes an error object, and the stream ends without [DONE]. */
  record ErrorFrame(int afterFrames) implements Fault {}

  /** An error object under status 200. */
  record ErrorInside() implements Fault {}

  /** No usage, even if asked for. */
  record NoUsage() implements Fault {}

  /** One byte at a time. */
  record Trickle(Duration perByte) implements Fault {}

  /** The headers come late. */
  record SlowHeaders(Duration delay) implements Fault {}

  /** A page of HTML under status 200. */
  record WrongContentType() implements Fault {}

  /** The form in which faults are named; {@code retry-after} only goes with a status. */
  Pattern NAME =
      Pattern.compile(
          "(?:(?<status>[45]\\d\\d)(?:-retry-after-(?<retry>\\d{1,4}|none))?"
              + "|(?<kind>hang|cut|malformed|error)(?:-after-(?<frames>\\d{1,6}))?"
              + "|(?<slow>trickle|slow-headers)(?:-(?<millis>\\d{1,6}))?"
              + "|(?<plain>no-usage|error-inside|wrong-content-type))");

  /** Where a model's name carries a fault, as in {@code fault-429} or {@code gpt-4-fault-hang}. */
  Pattern IN_MODEL = Pattern.compile("(?:^|[-/:])fault-(.+)$");

  /** The fault of that name, empty when there is none. */
  static Optional<Fault> named(String name) {
    Matcher matcher = NAME.matcher(name.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    if (matcher.group("status") != null) {
      return Optional.of(status(matcher));
    }
    if (matcher.group("kind") != null) {
      return Optional.of(inStream(matcher.group("kind"), number(matcher.group("frames"))));
    }
    if (matcher.group("slow") != null) {
      return Optional.of(slow(matcher.group("slow"), number(matcher.group("millis"))));
    }
    return Optional.of(
        switch (matcher.group("plain")) {
          case "no-usage" -> new NoUsage();
          case "error-inside" -> new ErrorInside();
          default -> new WrongContentType();
        });
  }

  /** The fault a model's name asks for, empty when it asks for none. */
  static Optional<Fault> inModel(String model) {
    Matcher matcher = IN_MODEL.matcher(model);
    return matcher.find() ? named(matcher.group(1)) : Optional.empty();
  }

  private static Fault status(Matcher matcher) {
    int status = Integer.parseInt(matcher.group("status"));
    String retry = matcher.group("retry");
    if (retry == null) {
      return new Status(status, status == 429 ? 1 : null);
    }
    return new Status(status, number(retry));
  }

  private static Fault inStream(String kind, @Nullable Integer frames) {
    int after = frames == null ? 3 : frames;
    return switch (kind) {
      case "hang" -> new Hang(frames);
      case "cut" -> new Cut(after);
      case "malformed" -> new Malformed(after);
      default -> new ErrorFrame(after);
    };
  }

  private static Fault slow(String kind, @Nullable Integer millis) {
    return kind.equals("trickle")
        ? new Trickle(Duration.ofMillis(millis == null ? 5 : millis))
        : new SlowHeaders(Duration.ofMillis(millis == null ? 2_000 : millis));
  }

  private static @Nullable Integer number(@Nullable String digits) {
    return digits == null || digits.equals("none") ? null : Integer.valueOf(digits);
  }
}
