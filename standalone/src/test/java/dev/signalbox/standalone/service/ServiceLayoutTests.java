package dev.signalbox.standalone.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.standalone.platform.LauncherException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class ServiceLayoutTests {
  @TempDir private Path folder;

  @Test
  void unpacksClassesAndSharesLibraries() throws IOException {
    Path run = folder.resolve("run layout");
    ServiceLayout cost = ServiceLayout.of("cost", executable("cost.jar", "one"), run);
    ServiceLayout routing = ServiceLayout.of("routing", executable("routing.jar", "two"), run);

    List<String> path = List.of(cost.classPath().split(File.pathSeparator, -1));
    assertThat(cost.mainClass()).isEqualTo("dev.example.Main");
    assertThat(path).hasSize(3);
    assertThat(path.get(1)).contains("b-library");
    assertThat(path.get(2)).contains("a-library");
    try (JarFile own = new JarFile(path.getFirst())) {
      assertThat(own.getEntry("application.yaml")).isNotNull();
      assertThat(own.getManifest().getMainAttributes().getValue("Start-Class"))
          .isEqualTo("dev.example.Main");
    }
    assertThat(routing.classPath()).endsWith(path.get(1) + File.pathSeparator + path.get(2));
    try (Stream<Path> shared = Files.list(run.resolve("lib"))) {
      assertThat(shared).hasSize(2);
    }
  }

  @Test
  void theSameContentIsUnpackedOnceAndOtherContentReplacesIt() throws IOException {
    Path run = folder.resolve("run");
    ServiceLayout first = ServiceLayout.of("cost", executable("cost.jar", "one"), run);
    ServiceLayout same = ServiceLayout.of("cost", executable("cost.jar", "one"), run);
    ServiceLayout other = ServiceLayout.of("cost", executable("cost.jar", "other"), run);

    assertThat(same).isEqualTo(first);
    assertThat(other.key()).isNotEqualTo(first.key());
    try (Stream<Path> own = Files.list(run.resolve("cost"))) {
      assertThat(own).hasSize(1);
    }
  }

  @Test
  void aJarThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> ServiceLayout.of("cost", folder.resolve("no.jar"), folder))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("not built");
  }

  private Path executable(String name, String content) throws IOException {
    Path jar = folder.resolve(name);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Start-Class", "dev.example.Main");
    try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      put(output, "BOOT-INF/classes/", "");
      put(output, "BOOT-INF/classes/application.yaml", content);
      put(output, "BOOT-INF/lib/a-library.jar", "a");
      put(output, "BOOT-INF/lib/b-library.jar", "b");
      put(
          output,
          "BOOT-INF/classpath.idx",
          "- \"BOOT-INF/lib/b-library.jar\"\n- \"BOOT-INF/lib/a-library.jar\"\n");
    }
    return jar;
  }

  private static void put(JarOutputStream output, String name, String content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    output.putNextEntry(entry);
    output.write(content.getBytes(StandardCharsets.UTF_8));
    output.closeEntry();
  }
}
