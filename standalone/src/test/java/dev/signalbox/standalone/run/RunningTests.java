package dev.signalbox.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.supervise.OurProcesses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class RunningTests {
  private static final int ROUTING = 8102;

  @TempDir private Path folder;

  @Test
  void aTakenPortIsNamedWithItsHolderBeforeAnythingIsStarted() throws IOException {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Home home = new Home(folder.resolve("home"), folder, holder.getLocalPort() - ROUTING);

      assertThatThrownBy(() -> new Running(home).start(false))
          .isInstanceOfSatisfying(
              LauncherException.class,
              refused -> assertThat(refused.exitCode()).isEqualTo(LauncherException.USAGE))
          .hasMessageContainingAll(
              "port " + holder.getLocalPort(),
              "routing-service",
              "taken by java (pid " + ProcessHandle.current().pid() + ")")
          .hasMessageNotContaining("\n");
      assertThat(new OurProcesses(home).find(List.of())).isEmpty();
      assertThat(new Running(home).snapshot()).isEmpty();
    }
  }

  @Test
  void whatDoesNotRunNeedNotBeStopped() throws InterruptedException {
    Home home = new Home(folder.resolve("home"), folder, 0);

    assertThat(new Running(home).stop(snapshot -> {})).isFalse();
  }
}
