package dev.signalbox.simulator.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong. "Frames" are the events of a stream, those before the first token
 * included.
 */
public sealed interface Fault {

  /** An error answer; {@code retryAfterSeconds} is null when nothing is said about that. */
  record Status(int status, @Nullable Integer retryAfterSeconds) implements Fault {}

  /** Nothing more is sent after so many frames; with null not even the headers. */
  record Hang(@Nullable Integer afterFrames) implements Fault {}

  /** The connection closes after so many frames; with 0 right after the headers. */
  record Cut(int afterFrames) implements Fault {}

  /** After so many frames comes one that is not JSON. */
  record Malformed(int afterFrames) implements Fault {}

  /** After so many frames comes one in which a byte is wrong. */
  record Corrupt(int afterFrames) implements Fault {}

  /** After so many frames the protocol tells of an error, and the stream ends. */
  record ErrorFrame(int afterFrames, int status) implements Fault {}

  /** The error object of that status under status 200. */
  record ErrorInside(int status) implements Fault {}

  /** No usage, even if asked for. */
  record NoUsage() implements Fault {}

  /** One byte of the body at a time. */
  record Trickle(Duration perByte) implements Fault {}

  /** The headers come late. */
  record SlowHeaders(Duration delay) implements Fault {}

  /** One byte of status and headers at a time. */
  record TrickleHeaders(Duration perByte) implements Fault {}

  /** A page of HTML under status 200. */
  record WrongContentType() implements Fault {}

  /** A small body that unpacks to so much. */
  record GzipBomb(int mebibytes) implements Fault {}

  /** Where a model's name carries a fault, as in {@code fault-429} or {@code gpt-4-fault-hang}. */
  Pattern IN_MODEL = Pattern.compile("(?:^|[-/:.])fault-(.+)$");

  /** The fault of that name, empty when there is none. */
  static Optional<Fault> named(String name) {
    return FaultForm.read(name.strip());
  }

  /** The fault a model's name asks for, empty when it asks for none. */
  static Optional<Fault> inModel(String model) {
    Matcher matcher = IN_MODEL.matcher(model);
    return matcher.find() ? named(matcher.group(1)) : Optional.empty();
  }
}
