package dev.signalbox.kit.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdKindTests {
  @Test
  void anIdentifierSaysWhatItNames() {
    String id = IdKind.CONVERSATION.next();

    assertThat(id).matches("conv_[0-7][0-9a-hjkmnp-tv-z]{25}");
    assertThat(IdKind.CONVERSATION.matches(id)).isTrue();
    assertThat(IdKind.MESSAGE.matches(id)).isFalse();
  }

  @Test
  void identifiersOfOneProcessSortByCreation() {
    List<String> ids = Stream.generate(IdKind.EVENT::next).limit(20_000).toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void nothingElseIsTakenForAnIdentifier() {
    assertThat(IdKind.RUN.matches(null)).isFalse();
    assertThat(IdKind.RUN.matches("run_")).isFalse();
    assertThat(IdKind.RUN.matches("run_0000000000000000000000000u")).isFalse();
    assertThat(IdKind.RUN.matches("run_80000000000000000000000000")).isFalse();
  }

  @Test
  void base32KeepsAllBits() {
    UUID uuid = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    assertThat(CrockfordBase32.encode(uuid)).isEqualTo("7zzzzzzzzzzzzzzzzzzzzzzzzz");
  }
}
