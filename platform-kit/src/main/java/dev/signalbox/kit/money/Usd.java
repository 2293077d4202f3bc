package dev.signalbox.kit.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * An exact amount of US dollars. In JSON it is a plain decimal string ({@code "0.000123"}), never a
 * number and never in scientific notation. Amounts that differ only in trailing zeros are equal.
 */
public record Usd(BigDecimal amount) implements Comparable<Usd> {
  public static final Usd ZERO = new Usd(BigDecimal.ZERO);

  public Usd {
    amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    if (amount.scale() < 0) {
      amount = amount.setScale(0);
    }
  }

  /**
   * Reads a plain decimal number.
   *
   * @throws NumberFormatException if the text is not a decimal number
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Usd of(String text) {
    return new Usd(new BigDecimal(text));
  }

  public Usd plus(Usd other) {
    return new Usd(amount.add(other.amount));
  }

  public Usd minus(Usd other) {
    return new Usd(amount.subtract(other.amount));
  }

  public Usd times(BigDecimal factor) {
    return new Usd(amount.multiply(factor));
  }

  public Usd times(long factor) {
    return times(BigDecimal.valueOf(factor));
  }

  public boolean isNegative() {
    return amount.signum() < 0;
  }

  @Override
  public int compareTo(Usd other) {
    return amount.compareTo(other.amount);
  }

  /** The plain decimal form, as in JSON. */
  @JsonValue
  @Override
  public String toString() {
    return amount.toPlainString();
  }
}
