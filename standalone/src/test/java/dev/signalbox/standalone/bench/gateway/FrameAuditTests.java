package dev.signalbox.standalone.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.benchmark.Sample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameAuditTests {

  private static final long SENT = 1_764_373_412_123L;
  private static final String ROLE =
      "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";

  private final FrameAudit.Timing timing = new FrameAudit.Timing();
  private final FrameAudit audit = new FrameAudit(3, timing);
  private long now;

  @Test
  void aStreamThatBringsEverythingInOrderAndInTimeIsFaultless() {
    take(ROLE);
    assertThat(audit.begun()).isFalse();
    take(frame(1) + frame(2), 5);
    take(": keep-alive\n\n" + frame(3) + "data: [DONE]\n\n", 250);

    assertThat(audit.begun()).isTrue();
    assertThat(audit.done()).isTrue();
    assertThat(audit.counts().faultless()).isTrue();
    assertThat(timing.gaps().size()).isEqualTo(2);
    assertThat(timing.delays().milliseconds()).isEqualTo(new Sample(5, 250));
  }

  @Test
  void readsFramesHoweverTheyAreCut() {
    for (byte one : (ROLE + frame(1) + frame(2) + frame(3)).getBytes(StandardCharsets.US_ASCII)) {
      audit.accept(ByteBuffer.wrap(new byte[] {one}), ++now, SENT);
    }

    assertThat(audit.counts().faultless()).isTrue();
  }

  @Test
  void countsWhatIsLostDoubledOutOfOrderAndLate() {
    take(frame(3) + frame(1) + frame(3), 0);
    take(frame(1), 251);

    assertThat(audit.counts()).isEqualTo(new FrameAudit.Counts(1, 2, 1, 1));
    assertThat(audit.done()).isFalse();
  }

  @Test
  void aFrameThatNobodySentIsOneTooMany() {
    take(frame(1) + frame(2) + frame(3) + frame(4), 0);

    assertThat(audit.counts()).isEqualTo(new FrameAudit.Counts(0, 1, 0, 0));
  }

  @Test
  void countsOfStreamsAreAdded() {
    FrameAudit.Counts one = new FrameAudit.Counts(1, 2, 3, 4);

    assertThat(one.plus(one)).isEqualTo(new FrameAudit.Counts(2, 4, 6, 8));
    assertThat(one.plus(FrameAudit.Counts.NONE)).isEqualTo(one);
  }

  private void take(String text) {
    take(text, 0);
  }

  private void take(String text, long delayMillis) {
    audit.accept(
        ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), ++now, SENT + delayMillis);
  }

  private static String frame(int number) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
        + number
        + "@1764373412.123 \"}}]}\n\n";
  }
}
