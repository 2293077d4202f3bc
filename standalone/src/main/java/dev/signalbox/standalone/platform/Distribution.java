package dev.signalbox.standalone.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The launcher's own jars, in a folder of their own: what runs does not change when Maven builds
 * anew.
 *
 * @param folder holds {@code standalone.jar}, {@code command-lib}, {@code kafka-lib} and {@code
 *     postgres-lib}
 */
public record Distribution(Path folder) {
  public static final String JAR = "standalone.jar";
  public static final String COMMAND = "command-lib";
  public static final String KAFKA = "kafka-lib";
  public static final String POSTGRES = "postgres-lib";

  /** Copies what Maven built into the platform's folder, once per content. */
  public static Distribution install(Home home) throws IOException {
    Path built = home.target("standalone");
    Path jar = built.resolve("standalone-0.1.0-SNAPSHOT.jar");
    if (!Files.exists(jar)) {
      throw LauncherException.failed(jar + " is missing: it is not built");
    }
    Path folder = home.runLayout().resolve("standalone");
    Path done = folder.resolve(Digests.jar(jar));
    if (!Files.exists(done)) {
      Path fresh = Files.createTempDirectory(Files.createDirectories(folder), "new");
      Files.copy(jar, fresh.resolve(JAR));
      for (String library : List.of(COMMAND, KAFKA, POSTGRES)) {
        copy(built.resolve(library), Files.createDirectory(fresh.resolve(library)));
      }
      Folders.deleteAllIn(folder, fresh);
      Files.move(fresh, done);
    }
    return new Distribution(done);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.jar")) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** What the commands and the supervisor run on. */
  public String commandClassPath() throws IOException {
    return folder.resolve(JAR) + jars(COMMAND);
  }

  /** What the Kafka broker runs on; a library that both need lies with the commands. */
  public String kafkaClassPath() throws IOException {
    return folder.resolve(JAR) + jars(KAFKA) + jars(COMMAND);
  }

  /** The jar with PostgreSQL's programs for this kind of machine. */
  public Path postgresBinaries() throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder.resolve(POSTGRES), "*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw LauncherException.failed("no PostgreSQL binaries in " + folder.resolve(POSTGRES));
  }

  /** Spelled out and in order: a cache of loaded classes holds for exactly one class path. */
  private String jars(String library) throws IOException {
    StringBuilder path = new StringBuilder();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder.resolve(library), "*.jar")) {
      StreamSupport.stream(jars.spliterator(), false)
          .sorted()
          .forEach(jar -> path.append(File.pathSeparator).append(jar));
    }
    return path.toString();
  }
}
