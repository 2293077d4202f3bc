package dev.signalbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTests {

  private static final LineUp LINE_UP =
      new LineUp(List.of("nobody", "ours", "theirs"), List.of("ours"), List.of("theirs"));

  private final Results<Kind> results = new Results<>(LINE_UP);

  private enum Kind implements Figure {
    RATE(Tail.LOWEST),
    LATENCY(Tail.OWN),
    LOST(Tail.HIGHEST);

    private final Tail tail;

    Kind(Tail tail) {
      this.tail = tail;
    }

    @Override
    public String label() {
      return name();
    }

    @Override
    public String unit() {
      return "x";
    }

    @Override
    public Tail tail() {
      return tail;
    }

    @Override
    public boolean comparable() {
      return this != LOST;
    }

    @Override
    public boolean fault() {
      return this == LOST;
    }
  }

  @Test
  void comparesOursWithPeersOnlyPairByPairSoThatARoundInWhichAllAreSlowDoesNotCount() {
    rate("ours", 100, 20, 130);
    rate("theirs", 50, 10, 100);
    rate("nobody", 1_000, 1_000, 1_000);

    assertThat(of("ours", Kind.RATE).ratio()).containsExactly(Map.entry("theirs", 2.0));
    assertThat(of("theirs", Kind.RATE).ratio()).isEmpty();
    assertThat(of("nobody", Kind.RATE).ratio()).isEmpty();
  }

  @Test
  void whoHasNoPeerInACaseIsNotCompared() {
    rate("ours", 100);

    assertThat(of("ours", Kind.RATE).ratio()).isEmpty();
  }

  @Test
  void theWorstRoundOfARateIsTheLowest() {
    rate("theirs", 100, 20, 130, 90);

    Results.Result<Kind> result = of("theirs", Kind.RATE);

    assertThat(result.median()).isEqualTo(95);
    assertThat(result.p99()).isEqualTo(20);
    assertThat(result.rounds()).isEqualTo(4);
  }

  @Test
  void aLatencyHasTheMedianOfItsRoundsPercentiles() {
    for (double p99 : List.of(9.0, 5.0, 70.0)) {
      results.add("case", "ours", Map.of(Kind.LATENCY, new Sample(2, p99)));
    }

    assertThat(of("ours", Kind.LATENCY).p99()).isEqualTo(9, within(1e-9));
  }

  @Test
  void oneFaultOfOursInOneRoundIsNotLostInAMedian() {
    for (long lost : List.of(0L, 0L, 1L)) {
      assertThat(results.oursIsFaultless()).isTrue();
      results.add("case", "ours", Map.of(Kind.LOST, Sample.of(lost)));
      results.add("case", "theirs", Map.of(Kind.LOST, Sample.of(7L)));
    }

    assertThat(of("ours", Kind.LOST).median()).isZero();
    assertThat(of("ours", Kind.LOST).p99()).isEqualTo(1);
    assertThat(results.oursIsFaultless()).isFalse();
  }

  @Test
  void whatNobodyEverHadIsSaid() {
    results.add("case", "theirs", Map.of(Kind.LOST, Sample.of(0L)));
    assertThat(results.never(Kind.LOST)).isTrue();

    results.add("case", "theirs", Map.of(Kind.LOST, Sample.of(1L)));
    assertThat(results.never(Kind.LOST)).isFalse();
    assertThat(results.oursIsFaultless()).isTrue();
  }

  @Test
  void eachResultIsAnObject() {
    rate("ours", 100);
    rate("theirs", 50);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new Report<Kind>("sample", new PrintStream(out, true, StandardCharsets.UTF_8)).json(results);

    assertThat(out.toString(StandardCharsets.UTF_8).lines().findFirst())
        .contains(
            "{\"bench\":\"sample\",\"case\":\"case\",\"subject\":\"ours\",\"metric\":\"RATE\",\"unit\":\"x\","
                + "\"median\":100.0,\"p99\":100.0,\"rounds\":1,\"ratio\":{\"theirs\":2.0}}");
  }

  private void rate(String subject, double... rounds) {
    for (double round : rounds) {
      results.add("case", subject, Map.of(Kind.RATE, Sample.of(round)));
    }
  }

  private Results.Result<Kind> of(String subject, Kind metric) {
    return results.all().stream()
        .filter(one -> one.subject().equals(subject) && one.metric() == metric)
        .findFirst()
        .orElseThrow();
  }
}
