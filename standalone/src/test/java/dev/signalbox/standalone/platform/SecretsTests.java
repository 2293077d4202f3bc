package dev.signalbox.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class SecretsTests {
  @TempDir private Path folder;

  @Test
  void areMadeOnceAndForTheOwnerAlone() throws IOException {
    Path file = folder.resolve("secrets");

    Secrets first = Secrets.of(file, List.of("cost", "routing"));
    Secrets second = Secrets.of(file, List.of("cost", "routing"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(file).getFirst()).isEqualTo("api-key=" + first.apiKey());
    assertThat(first.apiKey()).matches("sbx_[0-9a-z]{40}").isEqualTo(second.apiKey());
    assertThat(Base64.getDecoder().decode(first.gatewaySecret())).hasSize(32);
    assertThat(second.gatewaySecret()).isEqualTo(first.gatewaySecret());
    assertThat(Base64.getDecoder().decode(first.eventStoreSecret())).hasSize(32);
    assertThat(second.eventStoreSecret()).isEqualTo(first.eventStoreSecret());
    assertThat(Base64.getDecoder().decode(first.mcpPoolSecret())).hasSize(32);
    assertThat(second.mcpPoolSecret()).isEqualTo(first.mcpPoolSecret());
    assertThat(second.rolePassword("cost"))
        .isEqualTo(first.rolePassword("cost"))
        .isNotEqualTo(first.rolePassword("routing"));
  }

  @Test
  void keepWhatTheyHaveWhenARoleIsAdded() {
    Path file = folder.resolve("secrets");
    Secrets before = Secrets.of(file, List.of("cost"));

    Secrets after = Secrets.of(file, List.of("cost", "gateway"));

    assertThat(after.apiKey()).isEqualTo(before.apiKey());
    assertThat(after.rolePassword("cost")).isEqualTo(before.rolePassword("cost"));
    assertThat(after.rolePassword("gateway")).hasSizeGreaterThan(20);
  }

  @Test
  void ofAnEarlierVersionAreKeptAndCompleted() throws IOException {
    Path file = folder.resolve("secrets");
    Files.writeString(
        file,
        """
        api-key=sbx_old
        gateway-secret=b2xk
        postgres-password=old
        role-cost=older
        """);

    Secrets completed = Secrets.of(file, List.of("cost"));

    assertThat(completed.apiKey()).isEqualTo("sbx_old");
    assertThat(completed.gatewaySecret()).isEqualTo("b2xk");
    assertThat(completed.rolePassword("cost")).isEqualTo("older");
    assertThat(Secrets.find(file).orElseThrow().eventStoreSecret())
        .isEqualTo(completed.eventStoreSecret())
        .isNotBlank();
  }

  @Test
  void thereAreNoneBeforeTheFirstStart() {
    assertThat(Secrets.find(folder.resolve("secrets"))).isEmpty();
  }
}
