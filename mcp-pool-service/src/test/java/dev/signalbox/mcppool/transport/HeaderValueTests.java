package dev.signalbox.mcppool.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of 2026-07-28, streamable HTTP, value encoding. */
class HeaderValueTests {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      value = {
        "us-west1|us-west1",
        "Hello, 世界|=?base64?SGVsbG8sIOS4lueVjA==?=",
        "' padded '|=?base64?IHBhZGRlZCA=?=",
        "=?base64?literal?=|=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?="
      })
  void whatIsNotSafeIsEncoded(String text, String header) {
    assertThat(HeaderValue.encode(text)).isEqualTo(header);
  }

  @ParameterizedTest
  @CsvSource({"=?base64?open", "two words"})
  void whatIsSafeStaysAsItIs(String text) {
    assertThat(HeaderValue.encode(text)).isEqualTo(text);
  }
}
