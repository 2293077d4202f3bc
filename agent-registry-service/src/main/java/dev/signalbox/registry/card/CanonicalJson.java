package dev.signalbox.registry.card;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** JSON as the JSON Canonicalization Scheme writes it (RFC 8785). */
final class CanonicalJson {

  private final StringBuilder text = new StringBuilder();

  private CanonicalJson() {}

  static byte[] of(JsonNode node) {
    CanonicalJson canonical = new CanonicalJson();
    canonical.write(node);
    return canonical.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(JsonNode node) {
    if (node.isObject()) {
      writeObject(node);
    } else if (node.isArray()) {
      text.append('[');
      for (int index = 0; index < node.size(); index++) {
        separate(index);
        write(node.get(index));
      }
      text.append(']');
    } else if (node.isString()) {
      writeText(node.stringValue());
    } else if (node.isNumber()) {
      text.append(number(node.doubleValue()));
    } else {
      text.append(node.isNull() ? "null" : node.asString());
    }
  }

  private void writeObject(JsonNode node) {
    // By UTF-16 code units, which is how Java compares texts (section 3.2.3).
    List<String> names = node.propertyNames().stream().sorted().toList();
    text.append('{');
    for (int index = 0; index < names.size(); index++) {
      separate(index);
      writeText(names.get(index));
      text.append(':');
      write(node.get(names.get(index)));
    }
    text.append('}');
  }

  private void separate(int index) {
    if (index > 0) {
      text.append(',');
    }
  }

  private void writeText(String value) {
    text.append('"');
    for (int index = 0; index < value.length(); index++) {
      char character = value.charAt(index);
      switch (character) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (character < ' ') {
            text.append("\\u%04x".formatted((int) character));
          } else {
            text.append(character);
          }
        }
      }
    }
    text.append('"');
  }

  /** As ECMAScript writes numbers (ECMA-262, Number::toString), which RFC 8785 takes over. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    if (value < 0) {
      return '-' + number(-value);
    }
    BigDecimal shortest = shortest(value);
    String digits = shortest.unscaledValue().toString();
    // Where the decimal point is, counted from before the first digit.
    int point = digits.length() - shortest.scale();
    if (digits.length() <= point && point <= 21) {
      return digits + "0".repeat(point - digits.length());
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + '.' + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    String fraction = digits.length() == 1 ? "" : '.' + digits.substring(1);
    return digits.charAt(0) + fraction + 'e' + (exponent < 0 ? '-' : '+') + Math.abs(exponent);
  }

  /** Java writes at least two digits, also where one would do. */
  private static BigDecimal shortest(double value) {
    BigDecimal written = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal shorter = written.round(new MathContext(1));
    return shorter.doubleValue() == value ? shorter : written;
  }
}
