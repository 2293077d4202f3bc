package dev.signalbox.mcppool.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.mcppool.server.ServerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingFolderTests {
  private static final ServerId SERVER = new ServerId("notes");

  private final Path work;
  private final Path elsewhere;

  WorkingFolderTests(@TempDir Path work, @TempDir Path elsewhere) {
    this.work = work;
    this.elsewhere = elsewhere;
  }

  @Test
  void theNextProcessFindsNothingOfTheOneBefore() throws Exception {
    WorkingFolder first = WorkingFolder.own(work, SERVER);
    Path folder = first.prepared();
    Files.createDirectories(folder.resolve("deep/er"));
    Files.writeString(folder.resolve("deep/er/diary.txt"), "private");
    Path outside = Files.writeString(elsewhere.resolve("kept.txt"), "kept");
    Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    first.leave();

    assertThat(folder).doesNotExist();
    assertThat(outside).hasContent("kept");
    assertThat(WorkingFolder.own(work, SERVER).prepared()).isNotEqualTo(folder).isEmptyDirectory();
  }

  @Test
  void whatIsSharedOrAnAdminsIsKept() throws Exception {
    WorkingFolder shared = WorkingFolder.shared(work, SERVER);
    Path note = Files.writeString(shared.prepared().resolve("note.txt"), "kept");
    shared.leave();
    assertThat(note).exists();

    WorkingFolder given = WorkingFolder.given(elsewhere);
    assertThat(given.prepared()).isEqualTo(elsewhere);
    given.leave();
    assertThat(elsewhere).exists();
    assertThatThrownBy(() -> WorkingFolder.given(work.resolve("nowhere")).prepared())
        .hasMessageContaining("there is no directory");
  }

  @Test
  void whatAPoolLeftThatIsNoMoreIsRemoved() throws IOException, ConnectFailed {
    Path ours = WorkingFolder.own(work, SERVER).prepared();
    Path shared = WorkingFolder.shared(work, SERVER).prepared();
    Path left =
        Files.createDirectories(
            work.resolve("notes/.connections/" + Integer.MAX_VALUE + "-1/deep"));
    WorkingFolder.removeLeft(work);

    assertThat(left.getParent()).doesNotExist();
    assertThat(ours).exists();
    assertThat(shared).exists();
  }
}
