package dev.signalbox.kit.testing;

import dev.signalbox.kit.problem.ProblemCode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes a service's problem codes as the table that {@code docs/problems.md} shows. */
public final class ProblemCatalogue {
  private ProblemCatalogue() {}

  /** The table of one enum, each row ending in a newline, in the order of the constants. */
  public static <C extends Enum<C> & ProblemCode> String table(Class<C> codes) {
    return Arrays.stream(codes.getEnumConstants())
        .map(code -> "| `%s` | %d | %s |\n".formatted(code.code(), code.status(), code.title()))
        .collect(Collectors.joining("", "| code | status | meaning |\n|---|---|---|\n", ""));
  }
}
