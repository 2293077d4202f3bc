package dev.signalbox.streaming.resume;

import java.util.Locale;

/** Where a stream stands. */
enum StreamState {
  RUNNING,
  /** It has the end that its protocol gives it, good or bad. */
  ENDED,
  /** It never began: the request was refused. */
  REFUSED,
  /** Its client did not want the rest. */
  CANCELLED,
  /** There is no more of it: the process that ran it died, or could not store it. */
  LOST;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StreamState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
