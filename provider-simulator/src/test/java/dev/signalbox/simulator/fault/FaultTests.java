package dev.signalbox.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTests {

  @Test
  void everyDocumentedNameIsKnown() {
    Map<String, Fault> names =
        Map.ofEntries(
            Map.entry("429", new Fault.Status(429, 1)),
            Map.entry("429-retry-after-30", new Fault.Status(429, 30)),
            Map.entry("429-retry-after-none", new Fault.Status(429, null)),
            Map.entry("500", new Fault.Status(500, null)),
            Map.entry("503-retry-after-2", new Fault.Status(503, 2)),
            Map.entry("hang", new Fault.Hang(null)),
            Map.entry("hang-after-2", new Fault.Hang(2)),
            Map.entry("cut", new Fault.Cut(3)),
            Map.entry("cut-after-0", new Fault.Cut(0)),
            Map.entry("malformed-after-1", new Fault.Malformed(1)),
            Map.entry("corrupt-after-1", new Fault.Corrupt(1)),
            Map.entry("error", new Fault.ErrorFrame(3, 500)),
            Map.entry("error-after-2", new Fault.ErrorFrame(2, 500)),
            Map.entry("error-after-2-429", new Fault.ErrorFrame(2, 429)),
            Map.entry("error-inside", new Fault.ErrorInside(500)),
            Map.entry("error-inside-401", new Fault.ErrorInside(401)),
            Map.entry("no-usage", new Fault.NoUsage()),
            Map.entry("trickle", new Fault.Trickle(Duration.ofMillis(5))),
            Map.entry("trickle-50", new Fault.Trickle(Duration.ofMillis(50))),
            Map.entry("slow-headers-100", new Fault.SlowHeaders(Duration.ofMillis(100))),
            Map.entry("trickle-headers", new Fault.TrickleHeaders(Duration.ofMillis(100))),
            Map.entry("trickle-headers-20", new Fault.TrickleHeaders(Duration.ofMillis(20))),
            Map.entry("gzip-bomb", new Fault.GzipBomb(1024)),
            Map.entry("gzip-bomb-8", new Fault.GzipBomb(8)),
            Map.entry("wrong-content-type", new Fault.WrongContentType()));

    names.forEach((name, fault) -> assertThat(Fault.named(name)).as(name).contains(fault));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "200",
        "42",
        "hang-after-",
        "cut-3",
        "error-after-2-200",
        "no-usage-3",
        "boom"
      })
  void otherNamesAreNone(String name) {
    assertThat(Fault.named(name)).isEmpty();
  }

  @Test
  void aModelNameCanCarryAFault() {
    assertThat(Fault.inModel("fault-429")).contains(new Fault.Status(429, 1));
    assertThat(Fault.inModel("gpt-4-fault-cut-after-2")).contains(new Fault.Cut(2));
    assertThat(Fault.inModel("anthropic.fault-503")).contains(new Fault.Status(503, null));
    assertThat(Fault.inModel("default-500")).isEmpty();
    assertThat(Fault.inModel("gpt-4")).isEmpty();
  }

  @Test
  void aHeaderGoesBeforeAPlanAPlanBeforeAScriptAScriptBeforeAName() {
    PlannedFaults planned = new PlannedFaults();
    FaultChoice choice = new FaultChoice(planned);
    planned.plan("fault-500", new Fault.NoUsage(), 1);

    assertThat(choice.of("401", "fault-500", "cut")).contains(new Fault.Status(401, null));
    assertThat(choice.of(null, "fault-500", "cut")).contains(new Fault.NoUsage());
    assertThat(choice.of(null, "fault-500", "cut")).contains(new Fault.Cut(3));
    assertThat(choice.of(null, "fault-500", null)).contains(new Fault.Status(500, null));
    assertThat(choice.of(null, "gpt-4", null)).isEmpty();
    assertThatExceptionOfType(UnknownFaultException.class)
        .isThrownBy(() -> choice.of("boom", "gpt-4", null))
        .withMessageContaining("boom");
  }

  @Test
  void aPlannedFaultIsUsedUp() {
    PlannedFaults planned = new PlannedFaults();
    planned.plan("gpt-4", new Fault.NoUsage(), 2);

    assertThat(planned.next("gpt-4")).contains(new Fault.NoUsage());
    assertThat(planned.next("other")).isEmpty();
    assertThat(planned.next("gpt-4")).contains(new Fault.NoUsage());
    assertThat(planned.next("gpt-4")).isEmpty();
  }
}
