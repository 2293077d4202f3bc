package dev.signalbox.kit.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTests {
  private final AddressGuard strict = new AddressGuard(false);
  private final AddressGuard lenient = new AddressGuard(true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "100.64.0.1", "::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::",
        "::10.0.0.1"
      })
  void privateAddressesNeedLeave(String address) {
    assertThat(strict.permits(InetAddress.ofLiteral(address))).isFalse();
    assertThat(lenient.permits(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.0.1",
        "198.18.0.1",
        "::",
        "fe80::1",
        "ff02::1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::"
      })
  void someAddressesAreNeverReached(String address) {
    assertThat(lenient.permits(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "93.184.216.34",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "64:ff9b::808:808"
      })
  void publicAddressesAreReached(String address) {
    assertThat(strict.permits(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void aNameIsJudgedByWhatItResolvesTo() throws UnknownHostException {
    assertThatThrownBy(() -> strict.resolve("localhost"))
        .isInstanceOf(AddressRefused.class)
        .hasMessageContaining("\"localhost\"");
    assertThat(lenient.resolve("localhost")).isNotEmpty();
  }
}
