package dev.signalbox.eventstore.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectIdTests {

  @ParameterizedTest
  @ValueSource(strings = {"42", "user/42", "tenant/a/user/b.c~d", "a@b.example", "-"})
  void isANameThatAPathCanHold(String value) {
    assertThat(SubjectId.parse(value)).hasValue(new SubjectId(value));
    assertThat(new SubjectId(value).tag()).matches("subject:[0-9a-f]{32}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "user/", "/42", "a//b", "a/../b", ".", "a b", "ü", "a;b", "a%2Fb"})
  void isNothingElse(String value) {
    assertThat(SubjectId.parse(value)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new SubjectId(value));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201})
  void isShort(int length) {
    assertThat(SubjectId.parse("a".repeat(length)).isPresent()).isEqualTo(length == 200);
  }
}
