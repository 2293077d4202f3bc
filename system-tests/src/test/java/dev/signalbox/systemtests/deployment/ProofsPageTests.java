package dev.signalbox.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProofsPageTests {

  private static final Pattern NAMED = Pattern.compile("`(?:[a-z]+\\.)*(\\w+Tests)`");

  @Test
  void everyTestThatThePageNamesIsThere() throws IOException {
    Set<String> named =
        NAMED
            .matcher(Repository.text("docs/proofs.md"))
            .results()
            .map(found -> found.group(1) + ".java")
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).hasSizeGreaterThan(10);
    assertThat(sources()).containsAll(named);
  }

  private static Set<String> sources() throws IOException {
    Set<String> all = new TreeSet<>();
    for (Path module : Repository.files(".", "*")) {
      Path tests = module.resolve("src").resolve("test").resolve("java");
      if (Files.isDirectory(tests)) {
        try (Stream<Path> files = Files.walk(tests)) {
          files.map(file -> file.getFileName().toString()).forEach(all::add);
        }
      }
    }
    return all;
  }
}
