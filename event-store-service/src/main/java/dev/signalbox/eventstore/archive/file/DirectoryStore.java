package dev.signalbox.eventstore.archive.file;

import dev.signalbox.eventstore.archive.ArchiveStore;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files in a directory: written under another name, synchronised, then renamed. */
public final class DirectoryStore implements ArchiveStore {

  private final Path directory;

  public DirectoryStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public void write(String name, Content content) throws IOException {
    Files.createDirectories(directory);
    Path half = Files.createTempFile(directory, name + ".", ".half");
    try {
      try (FileOutputStream file = new FileOutputStream(half.toFile());
          OutputStream out = new BufferedOutputStream(file)) {
        content.to(out);
        out.flush();
        file.getFD().sync();
      }
      Files.move(half, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
        entries.force(true);
      }
    } finally {
      Files.deleteIfExists(half);
    }
  }

  @Override
  public InputStream open(String name) throws IOException {
    return new BufferedInputStream(Files.newInputStream(directory.resolve(name)));
  }
}
