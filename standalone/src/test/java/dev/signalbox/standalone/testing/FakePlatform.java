package dev.signalbox.standalone.testing;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.supervise.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A supervisor of three fake parts: {@code FakePlatform home port port port}. */
public final class FakePlatform {
  private FakePlatform() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    Home home = new Home(folder, folder, 0);
    Supervisor supervisor = new Supervisor(home, parts(home, arguments));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    supervisor.stop();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
    supervisor.start();
    supervisor.awaitUp();
    supervisor.awaitStopped();
  }

  private static List<FakeProgram> parts(Home home, String[] arguments) {
    FakeProgram database = FakeProgram.of(home, "database", Integer.parseInt(arguments[1]));
    FakeProgram polite = FakeProgram.of(home, "polite", Integer.parseInt(arguments[2]));
    FakeProgram deaf = FakeProgram.of(home, "deaf", Integer.parseInt(arguments[3]), "deaf");
    return List.of(
        database,
        polite.needing("database"),
        deaf.needing("database").patientFor(Duration.ofMillis(300)));
  }
}
