package dev.signalbox.kit.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

  @ParameterizedTest
  @ValueSource(strings = {"ada", "Ada <ada@example.com>", "a@b, c@d", "a@b\nBcc: c@d", "@b", "a@"})
  void isOneAddressAndNothingElse(String address) {
    assertThat(EmailAddress.isPlain(address)).isFalse();
    assertThat(EmailAddress.isPlain("ada+x@mail.example.com")).isTrue();
  }
}
