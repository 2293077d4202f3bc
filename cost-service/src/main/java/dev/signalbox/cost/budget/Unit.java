package dev.signalbox.cost.budget;

import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a budget is reckoned in. */
public enum Unit {
  /** US dollars. */
  USD,
  /** Tokens, those that go in and those that come out. */
  TOKENS;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Unit> ofWireName(String name) {
    return Arrays.stream(values()).filter(unit -> unit.wireName().equals(name)).findFirst();
  }

  /** An amount as JSON has it: a decimal string of dollars, an integer of tokens. */
  public Object inJson(BigDecimal amount) {
    return switch (this) {
      case USD -> new Usd(amount);
      case TOKENS -> amount.longValueExact();
    };
  }
}
