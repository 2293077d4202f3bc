package dev.signalbox.routing.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a threshold on the evidence trades: requests that are accepted and right against requests
 * for nobody that are rejected.
 */
final class AbstentionCurve {

  private final List<Judged> inScope;
  private final double[] outOfScope;

  /**
   * @param inScope requests that somebody is for
   * @param outOfScope the evidence of requests that nobody is for
   */
  AbstentionCurve(List<Judged> inScope, double[] outOfScope) {
    this.inScope = List.copyOf(inScope);
    this.outOfScope = Arrays.stream(outOfScope).sorted().toArray();
  }

  /** The best agent's evidence, and whether it is the right one. */
  record Judged(double evidence, boolean right) {}

  /** Shares at one threshold, in percent. */
  record Point(double threshold, double right, double wrong, double rejected) {}

  /** The threshold under which that share of judgements lies. */
  static double quantile(List<Judged> judged, double share) {
    double[] evidence = judged.stream().mapToDouble(Judged::evidence).sorted().toArray();
    return evidence[(int) (share * (evidence.length - 1))];
  }

  Point at(double threshold) {
    long accepted = inScope.stream().filter(one -> one.evidence() >= threshold).count();
    long right = inScope.stream().filter(one -> one.right() && one.evidence() >= threshold).count();
    long rejected = Arrays.stream(outOfScope).filter(evidence -> evidence < threshold).count();
    return new Point(
        threshold,
        100.0 * right / inScope.size(),
        100.0 * (accepted - right) / inScope.size(),
        100.0 * rejected / outOfScope.length);
  }

  /** Points for every half percent of in-scope requests, from accepting all to accepting none. */
  List<Point> points() {
    List<Judged> rising =
        inScope.stream().sorted(Comparator.comparingDouble(Judged::evidence)).toList();
    List<Point> points = new ArrayList<>();
    int step = Math.max(1, rising.size() / 200);
    for (int i = 0; i < rising.size(); i += step) {
      points.add(at(rising.get(i).evidence()));
    }
    return points;
  }

  /** How often a request for somebody has more evidence than one for nobody, in percent. */
  double separation() {
    double above = 0;
    for (Judged one : inScope) {
      int position = Arrays.binarySearch(outOfScope, one.evidence());
      above += position < 0 ? -position - 1 : position + 0.5;
    }
    return 100 * above / inScope.size() / outOfScope.length;
  }
}
