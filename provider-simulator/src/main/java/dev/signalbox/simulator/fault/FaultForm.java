package dev.signalbox.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A form in which faults are named. */
record FaultForm(Pattern name, Function<MatchResult, Fault> fault) {

  private static final String STATUS = "([45]\\d\\d)";
  private static final String AFTER = "(?:-after-(\\d{1,6}))?";
  private static final String MILLIS = "(?:-(\\d{1,6}))?";

  private static final List<FaultForm> ALL =
      List.of(
          form(STATUS + "(?:-retry-after-(\\d{1,4}|none))?", FaultForm::status),
          form("hang" + AFTER, name -> new Fault.Hang(number(name, 1))),
          form("cut" + AFTER, name -> new Fault.Cut(number(name, 1, 3))),
          form("malformed" + AFTER, name -> new Fault.Malformed(number(name, 1, 3))),
          form("corrupt" + AFTER, name -> new Fault.Corrupt(number(name, 1, 3))),
          form(
              "error" + AFTER + "(?:-" + STATUS + ")?",
              name -> new Fault.ErrorFrame(number(name, 1, 3), number(name, 2, 500))),
          form(
              "error-inside(?:-" + STATUS + ")?",
              name -> new Fault.ErrorInside(number(name, 1, 500))),
          form("no-usage", name -> new Fault.NoUsage()),
          form("trickle" + MILLIS, name -> new Fault.Trickle(millis(name, 5))),
          form("slow-headers" + MILLIS, name -> new Fault.SlowHeaders(millis(name, 2_000))),
          form("trickle-headers" + MILLIS, name -> new Fault.TrickleHeaders(millis(name, 100))),
          form("wrong-content-type", name -> new Fault.WrongContentType()),
          form("gzip-bomb(?:-(\\d{1,4}))?", name -> new Fault.GzipBomb(number(name, 1, 1_024))));

  static Optional<Fault> read(String name) {
    for (FaultForm form : ALL) {
      Matcher matcher = form.name.matcher(name);
      if (matcher.matches()) {
        return Optional.of(form.fault.apply(matcher));
      }
    }
    return Optional.empty();
  }

  private static FaultForm form(String name, Function<MatchResult, Fault> fault) {
    return new FaultForm(Pattern.compile(name), fault);
  }

  private static Fault status(MatchResult name) {
    int status = number(name, 1, 500);
    if (name.group(2) == null) {
      return new Fault.Status(status, status == 429 ? 1 : null);
    }
    return new Fault.Status(status, name.group(2).equals("none") ? null : number(name, 2));
  }

  private static Duration millis(MatchResult name, int otherwise) {
    return Duration.ofMillis(number(name, 1, otherwise));
  }

  private static int number(MatchResult name, int group, int otherwise) {
    Integer number = number(name, group);
    return number == null ? otherwise : number;
  }

  private static @Nullable Integer number(MatchResult name, int group) {
    String digits = name.group(group);
    return digits == null ? null : Integer.valueOf(digits);
  }
}
