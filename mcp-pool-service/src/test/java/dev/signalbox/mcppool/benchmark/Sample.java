package dev.signalbox.mcppool.benchmark;

/**
 * One figure of one round.
 *
 * @param value of a latency: its median in this round
 * @param p99 of a latency: its 99th percentile in this round; of anything else: the value
 */
record Sample(double value, double p99) {

  static Sample of(double value) {
    return new Sample(value, value);
  }
}
