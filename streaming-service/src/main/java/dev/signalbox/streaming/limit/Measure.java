package dev.signalbox.streaming.limit;

import java.util.Locale;

/** What is limited. */
public enum Measure {
  REQUESTS_PER_MINUTE(60),
  REQUESTS_PER_HOUR(3_600),
  TOKENS_PER_MINUTE(60),
  PARALLEL_REQUESTS(0);

  private final int seconds;

  Measure(int seconds) {
    this.seconds = seconds;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Measure ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The length of its windows; 0 where there are none. */
  int seconds() {
    return seconds;
  }

  /** How much of it a request takes. */
  long amount(long tokens) {
    return this == TOKENS_PER_MINUTE ? tokens : 1;
  }
}
