package dev.signalbox.cost.benchmark;

import dev.signalbox.cost.charge.PricedUsage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Ours and the npm package in turn, each round the other one first: read the usage of an answer and
 * price it, over and over, through all answers. Answers are parsed beforehand on both sides.
 */
final class CalculationContest {

  private static final double SAME = 1e-12;

  private final PriceCorpus corpus;
  private final List<ExpectedPrice> expected;
  private final CorpusCheck ours;
  private final Report report;

  CalculationContest(
      PriceCorpus corpus, List<ExpectedPrice> expected, CorpusCheck ours, Report report) {
    this.corpus = corpus;
    this.expected = expected;
    this.ours = ours;
    this.report = report;
  }

  void run(Options options, Path node) {
    List<Double> oursPerSecond = new ArrayList<>();
    List<Double> theirsPerSecond = new ArrayList<>();
    Duration interval = Duration.ofSeconds(options.seconds());
    try (GenaiPricesPeer peer = GenaiPricesPeer.start(node, corpus)) {
      measure(interval);
      peer.measure(interval);
      for (int round = 0; round < options.rounds(); round++) {
        if (round % 2 == 0) {
          oursPerSecond.add(measure(interval));
          theirsPerSecond.add(peer.measure(interval));
        } else {
          theirsPerSecond.add(peer.measure(interval));
          oursPerSecond.add(measure(interval));
        }
        report.round(round, oursPerSecond.getLast(), theirsPerSecond.getLast());
      }
      report.speed(oursPerSecond, theirsPerSecond);
      agreement(peer.prices());
    } catch (GenaiPricesPeer.AbsentException absent) {
      report.withoutPeer(String.valueOf(absent.getMessage()));
      measure(interval);
      for (int round = 0; round < options.rounds(); round++) {
        oursPerSecond.add(measure(interval));
      }
      report.speed(oursPerSecond, List.of());
    }
  }

  /** Calculations per second. */
  private double measure(Duration interval) {
    long begin = System.nanoTime();
    long end = begin + interval.toNanos();
    long calculations = 0;
    BigDecimal sum = BigDecimal.ZERO;
    long now = begin;
    while (now < end) {
      for (ExpectedPrice price : expected) {
        sum = sum.max(ours.price(price).orElseThrow().totalCost());
      }
      calculations += expected.size();
      now = System.nanoTime();
    }
    if (sum.signum() < 0) {
      throw new IllegalStateException("costs are never negative");
    }
    return calculations / ((now - begin) / 1e9);
  }

  private void agreement(List<GenaiPricesPeer.Answer> answers) {
    int same = 0;
    int alike = 0;
    for (int place = 0; place < expected.size(); place++) {
      PricedUsage usage = ours.price(expected.get(place)).orElseThrow();
      GenaiPricesPeer.Answer answer = answers.get(place);
      boolean exact =
          usage.inputCost().compareTo(answer.input()) == 0
              && usage.outputCost().compareTo(answer.output()) == 0;
      same += exact ? 1 : 0;
      alike +=
          alike(usage.inputCost(), answer.input()) && alike(usage.outputCost(), answer.output())
              ? 1
              : 0;
    }
    report.agreement(expected.size(), same, alike);
  }

  /** The same but for what floating point numbers cannot say. */
  private static boolean alike(BigDecimal exact, BigDecimal floating) {
    double difference = exact.subtract(floating).abs().doubleValue();
    return difference <= SAME * Math.max(exact.abs().doubleValue(), Double.MIN_NORMAL);
  }
}
