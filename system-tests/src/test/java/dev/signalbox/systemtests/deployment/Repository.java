package dev.signalbox.systemtests.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of the repository that the tests are part of. */
final class Repository {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Repository() {}

  static Path file(String path) {
    return ROOT.resolve(path);
  }

  static String text(String path) {
    try {
      return Files.readString(file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documents of a YAML file; a key that is there twice is an error. */
  static List<Map<String, Object>> yaml(String text) {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    Iterable<Object> documents = new Yaml(new SafeConstructor(strict)).loadAll(text);
    return StreamSupport.stream(documents.spliterator(), false).map(Tree::map).toList();
  }

  /** What matches the pattern in a folder, sorted. */
  static List<Path> files(String folder, String pattern) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(file(folder), pattern)) {
      List<Path> files = new ArrayList<>();
      found.forEach(files::add);
      files.sort(null);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
