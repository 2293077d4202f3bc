package dev.signalbox.cost.benchmark;

import dev.signalbox.cost.charge.Calculator;
import dev.signalbox.cost.charge.FreeAllowance;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.usage.InvalidUsageException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what answers cost here with what they must cost, to the last digit. */
final class CorpusCheck {

  /** The moment for which the expected prices were made. */
  static final Instant MADE_AT = Instant.parse("2025-11-06T12:00:00Z");

  private final Calculator calculator;
  private final Instant at;
  private final ProvenWrong provenWrong;

  CorpusCheck(Calculator calculator, Instant at, ProvenWrong provenWrong) {
    this.calculator = calculator;
    this.at = at;
    this.provenWrong = provenWrong;
  }

  Outcome run(List<ExpectedPrice> expected) {
    List<String> differences = new ArrayList<>();
    List<String> excused = new ArrayList<>();
    for (ExpectedPrice price : expected) {
      Optional<String> difference = difference(price);
      if (difference.isPresent()) {
        String line = price.key() + " " + price.api() + ": " + difference.get();
        Optional<String> proof = provenWrong.proof(price.key());
        if (proof.isPresent()) {
          excused.add(line + " (proven wrong: " + proof.get() + ")");
        } else {
          differences.add(line);
        }
      }
    }
    return new Outcome(expected.size(), differences, excused);
  }

  private Optional<String> difference(ExpectedPrice expected) {
    Optional<PricedUsage> priced;
    try {
      priced = price(expected);
    } catch (InvalidUsageException invalid) {
      return Optional.of("refused, " + invalid.field() + " " + invalid.rule());
    }
    if (priced.isEmpty()) {
      return Optional.of("no price is known");
    }
    PricedUsage usage = priced.get();
    BigDecimal total = usage.charge().totalCost();
    boolean same =
        usage.inputCost().compareTo(expected.input()) == 0
            && usage.outputCost().compareTo(expected.output()) == 0
            && total.compareTo(expected.total().orElse(expected.input().add(expected.output())))
                == 0;
    return same
        ? Optional.empty()
        : Optional.of(
            "expected %s in and %s out, got %s in and %s out, %s in all"
                .formatted(
                    expected.input().toPlainString(),
                    expected.output().toPlainString(),
                    usage.inputCost().toPlainString(),
                    usage.outputCost().toPlainString(),
                    total.toPlainString()));
  }

  /** As the API does it. */
  Optional<PricedUsage> price(ExpectedPrice expected) {
    return calculator
        .read(expected.provider(), expected.flavor(), expected.body())
        .flatMap(
            usage ->
                calculator.price(
                    expected.provider(), expected.model(), usage, at, FreeAllowance.NONE));
  }

  /**
   * What came out.
   *
   * @param differences of which nobody has proven that the expectation is wrong
   */
  record Outcome(int prices, List<String> differences, List<String> excused) {}
}
