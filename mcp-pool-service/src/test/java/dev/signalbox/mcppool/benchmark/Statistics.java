package dev.signalbox.mcppool.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Of the figures of several rounds. */
final class Statistics {

  private Statistics() {}

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** By nearest rank: the least value that this share of all is not above. */
  static double percentile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
  }

  /** The median of what ours is over theirs, round by round; NaN if theirs is ever nothing. */
  static double ratio(List<Double> ours, List<Double> theirs) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      if (theirs.get(round) == 0) {
        return Double.NaN;
      }
      ratios.add(ours.get(round) / theirs.get(round));
    }
    return median(ratios);
  }
}
