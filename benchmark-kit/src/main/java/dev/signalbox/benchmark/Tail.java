package dev.signalbox.benchmark;

import java.util.List;

/** What the 99th percentile of a figure is made of. */
public enum Tail {
  /** Each round has one; theirs is the median. */
  OWN,
  /** What 99 of 100 rounds reach. */
  LOWEST,
  /** What 99 of 100 rounds stay within. */
  HIGHEST;

  double p99(List<Sample> rounds) {
    return switch (this) {
      case OWN -> Statistics.median(rounds.stream().map(Sample::p99).toList());
      case LOWEST -> Statistics.percentile(Sample.values(rounds), 0.01);
      case HIGHEST -> Statistics.percentile(Sample.values(rounds), 0.99);
    };
  }
}
