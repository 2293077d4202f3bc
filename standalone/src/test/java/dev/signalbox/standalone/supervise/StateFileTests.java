package dev.signalbox.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class StateFileTests {
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05.060Z");

  @TempDir private Path folder;

  @Test
  void readsWhatWasWritten() {
    Snapshot snapshot = snapshotOf(4711, THEN);
    StateFile file = new StateFile(folder.resolve("state.json"));

    file.write(snapshot);

    assertThat(file.read()).contains(snapshot);
    assertThat(file.recorded())
        .containsExactly(new StateFile.Recorded(4711, THEN), new StateFile.Recorded(12, THEN));
  }

  @Test
  void aSupervisorIsOnlyAliveUnderItsOwnStartTime() {
    ProcessHandle self = ProcessHandle.current();
    Instant started = self.info().startInstant().orElseThrow();
    StateFile file = new StateFile(folder.resolve("state.json"));

    file.write(snapshotOf(self.pid(), started));
    assertThat(file.readAlive()).isPresent();

    file.write(snapshotOf(self.pid(), started.minusSeconds(60)));
    assertThat(file.readAlive()).isEmpty();
  }

  @Test
  void whatIsNoStateIsNone() throws IOException {
    Path path = folder.resolve("state.json");
    StateFile file = new StateFile(path);
    assertThat(file.read()).isEmpty();
    for (String text : new String[] {"", "{", "[]", "{\"pid\":1}", "null"}) {
      Files.writeString(path, text);
      assertThat(file.read()).as(text).isEmpty();
    }
  }

  private static Snapshot snapshotOf(long pid, Instant started) {
    return new Snapshot(
        pid,
        started,
        Snapshot.Phase.UP,
        "making caches",
        List.of(
            new Snapshot.Part("kafka", "ready", "", 8192, 12, THEN, THEN, 0),
            new Snapshot.Part("cost-service", "restarting", "ended", 8104, 0, null, null, 3)));
  }
}
