package dev.signalbox.mcppool.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTests {

  /** Whether a call failed is no contest. */
  @ParameterizedTest
  @EnumSource(Metric.class)
  void whatIsAFaultIsNotCompared(Metric metric) {
    assertThat(metric.fault()).isNotEqualTo(metric.comparable());
  }
}
