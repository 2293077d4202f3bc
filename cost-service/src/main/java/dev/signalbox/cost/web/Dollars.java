package dev.signalbox.cost.web;

import java.math.BigDecimal;

/** Amounts in questions. */
final class Dollars {

  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);
  private static final int DECIMALS = 12;

  private Dollars() {}

  static void check(String parameter, BigDecimal amount) {
    if (amount.signum() < 0 || amount.compareTo(MOST) > 0 || amount.scale() > DECIMALS) {
      throw Invalid.field(
          parameter, "must be from 0 to %s, with at most %d decimals".formatted(MOST, DECIMALS));
    }
  }
}
