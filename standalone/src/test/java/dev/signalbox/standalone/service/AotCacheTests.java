package dev.signalbox.standalone.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class AotCacheTests {
  private static final List<String> REST = List.of("-cp", "a.jar", "Main");

  @TempDir private Path folder;

  @Test
  void recordsFirstThenMakesThenUses() throws IOException {
    AotCache cache = keyed("content");
    assertThat(cache.launchOptions(REST)).contains("-XX:AOTMode=record");
    assertThat(cache.recording()).isTrue();
    write(cache.launchOptions(REST), "-XX:AOTConfiguration=");

    cache.adopt();
    assertThat(cache.canBeMade()).isTrue();
    assertThat(cache.launchOptions(REST)).isEmpty();
    assertThat(cache.makingCommand())
        .contains("-XX:AOTMode=create")
        .endsWith("-cp", "a.jar", "Main");
    write(cache.makingCommand(), "-XX:AOTCache=");

    assertThat(cache.made(0)).isTrue();
    assertThat(cache.canBeMade()).isFalse();
    assertThat(cache.launchOptions(REST))
        .anyMatch(option -> option.startsWith("-XX:AOTCache=") && option.endsWith(".aot"));
    assertThat(keyed("content").launchOptions(REST)).isEqualTo(cache.launchOptions(REST));
  }

  @Test
  void aCacheOfOtherContentIsRemoved() throws IOException {
    madeCache("content");

    AotCache other = keyed("other content");

    assertThat(other.launchOptions(REST)).contains("-XX:AOTMode=record");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aCacheThatAProcessDiedWithIsThrownAway() throws IOException {
    AotCache cache = madeCache("content");
    assertThat(cache.launchOptions(REST)).isNotEmpty();

    cache.blame();

    assertThat(cache.launchOptions(REST)).isEmpty();
    assertThat(cache.recording()).isFalse();
  }

  @Test
  void aProcessThatDiedWhileRecordingIsStartedWithout() throws IOException {
    AotCache cache = keyed("content");
    assertThat(cache.launchOptions(REST)).isNotEmpty();

    cache.blame();

    assertThat(cache.launchOptions(REST)).isEmpty();
  }

  @Test
  void makingThatFailsLeadsToANewRecord() throws IOException {
    AotCache cache = keyed("content");
    write(cache.launchOptions(REST), "-XX:AOTConfiguration=");
    cache.adopt();

    assertThat(cache.made(1)).isFalse();

    assertThat(cache.launchOptions(REST)).contains("-XX:AOTMode=record");
  }

  @Test
  void switchedOffItDoesNothing() throws IOException {
    AotCache cache = new AotCache(folder, "cost", false);
    cache.keyed("content");

    assertThat(cache.launchOptions(REST)).isEmpty();
    assertThat(cache.recording()).isFalse();
    assertThat(cache.canBeMade()).isFalse();
  }

  private AotCache madeCache(String content) throws IOException {
    AotCache cache = keyed(content);
    write(cache.launchOptions(REST), "-XX:AOTConfiguration=");
    cache.adopt();
    write(cache.makingCommand(), "-XX:AOTCache=");
    assertThat(cache.made(0)).isTrue();
    return cache;
  }

  private AotCache keyed(String content) throws IOException {
    AotCache cache = new AotCache(folder, "cost", true);
    cache.keyed(content);
    return cache;
  }

  /** Does as the JVM would: writes the file that an option names. */
  private static void write(List<String> options, String option) throws IOException {
    String file =
        options.stream()
            .filter(word -> word.startsWith(option))
            .findFirst()
            .orElseThrow()
            .substring(option.length());
    Files.writeString(Path.of(file), "written");
  }
}
