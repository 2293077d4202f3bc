package dev.signalbox.standalone.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.standalone.supervise.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTests {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final PrintStream printer = new PrintStream(output, true, StandardCharsets.UTF_8);

  @Test
  void withoutATerminalThereIsALinePerChange() {
    Progress progress = new Progress(printer, false, 100);

    progress.show(snapshot("preparing", "unpacking"));
    progress.show(snapshot("preparing", "unpacking"));
    progress.show(snapshot("ready", ""));

    assertThat(text().lines()).hasSize(2);
    assertThat(text())
        .contains("kafka                   preparing: unpacking")
        .doesNotContain("\u001b");
  }

  @Test
  void inATerminalTheLinesAreDrawnAnewInPlaceAndFit() {
    Progress progress = new Progress(printer, true, 60);

    progress.show(snapshot("restarting", "x".repeat(200)));
    progress.show(snapshot("ready", ""));

    assertThat(text()).contains("\u001b[1A");
    assertThat(text().replaceAll("\u001b\\[[0-9]*[a-zA-Z]", "").lines())
        .allMatch(line -> line.length() < 60);
  }

  private String text() {
    return output.toString(StandardCharsets.UTF_8);
  }

  private static Snapshot snapshot(String state, String detail) {
    return new Snapshot(
        1,
        Instant.EPOCH,
        Snapshot.Phase.STARTING,
        "",
        List.of(new Snapshot.Part("kafka", state, detail, 8192, 0, null, null, 0)));
  }
}
