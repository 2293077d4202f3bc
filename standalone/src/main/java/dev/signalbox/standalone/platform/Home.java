package dev.signalbox.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one platform on this machine lives.
 *
 * @param root its data, logs and secrets: {@code SIGNALBOX_HOME}
 * @param repository the checkout that the jars are built in
 * @param portOffset added to every port: {@code SIGNALBOX_PORT_OFFSET}
 */
public record Home(Path root, Path repository, int portOffset) {
  /** So that the highest port, the simulator's, stays a port. */
  private static final int HIGHEST_OFFSET = 65_535 - 8_999;

  public Home {
    if (portOffset < 0 || portOffset > HIGHEST_OFFSET) {
      throw LauncherException.usage(
          "SIGNALBOX_PORT_OFFSET must be between 0 and " + HIGHEST_OFFSET + ": " + portOffset);
    }
    root = root.toAbsolutePath().normalize();
    repository = repository.toAbsolutePath().normalize();
  }

  /** The platform that this process's environment names. */
  public static Home of(Map<String, String> environment) {
    String repository = environment.getOrDefault("SIGNALBOX_REPOSITORY", ".");
    String root = environment.get("SIGNALBOX_HOME");
    return new Home(
        root == null || root.isBlank() ? Path.of(repository, ".signalbox") : Path.of(root),
        Path.of(repository),
        offset(environment.get("SIGNALBOX_PORT_OFFSET")));
  }

  private static int offset(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return 0;
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw LauncherException.usage("SIGNALBOX_PORT_OFFSET is not a number: " + text);
    }
  }

  /** A port of this platform. */
  public int port(int usual) {
    return usual + portOffset;
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  /** What the supervisor last said about every part. */
  public Path state() {
    return root.resolve("run").resolve("state.json");
  }

  /** Held by the one supervisor as long as it lives. */
  public Path lock() {
    return root.resolve("run").resolve("supervisor.lock");
  }

  public Path secrets() {
    return root.resolve("secrets");
  }

  public Path runLayout() {
    return root.resolve("run-layout");
  }

  public Path aot() {
    return root.resolve("aot");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path kafka() {
    return root.resolve("kafka");
  }

  /** The folder that Maven leaves a module's jars in. */
  public Path target(String module) {
    return repository.resolve(module).resolve("target");
  }

  /** Makes the folders that everything else expects. */
  public void create() {
    try {
      for (Path folder : new Path[] {logs(), state().getParent(), runLayout(), aot(), postgres()}) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + root, e);
    }
  }
}
