package dev.signalbox.cost.usage;

import java.math.BigDecimal;

/** What things are counted in, and how many of them one price covers. */
public enum Family {
  TOKENS(1_000_000),
  CHARACTERS(1_000_000),
  MESSAGES(1_000),
  /** Counted in seconds, priced by the hour. */
  DURATIONS(3_600),
  PIXELS(1_000_000_000),
  DOCUMENT_PAGES(1_000),
  RERANKS(1_000),
  TOOL_CALLS(1_000),
  REQUESTS(1_000);

  private final int per;
  private final BigDecimal divisor;

  Family(int per) {
    this.per = per;
    this.divisor = BigDecimal.valueOf(per);
  }

  /** How many counts one price covers. */
  public int per() {
    return per;
  }

  BigDecimal divisor() {
    return divisor;
  }

  /** Whether a count may have a fraction. */
  boolean divisible() {
    return this == DURATIONS;
  }
}
