package dev.signalbox.eventstore.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TailAuditTests {

  private final TailAudit audit = new TailAudit();

  @Test
  void aReaderThatMeetsEverythingInOrderIsComplete() {
    read("a", 1, 2, 3);
    read("b", 1);

    assertThat(audit.complete()).isTrue();
    assertThat(audit.counts()).isEqualTo(new TailAudit.Counts(4, 0, 0, 0));
  }

  @Test
  void countsWhatIsMissedDoubledAndOutOfOrder() {
    read("a", 1, 3, 2, 3);
    audit.appended(2);

    assertThat(audit.complete()).isFalse();
    assertThat(audit.counts()).isEqualTo(new TailAudit.Counts(6, 3, 1, 1));
  }

  private void read(String stream, int... versions) {
    for (int version : versions) {
      audit.appended(1);
      audit.read(stream, version);
    }
  }
}
