package dev.signalbox.routing.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEstimateTests {

  private static final Encoding TOKENIZER =
      Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The build fails with a NullPointerException in OrderService, find out why",
        "public static void main(String[] args) { for (int i = 0; i < 10; i++) { a[i] += b[i] * 2; } }",
        "東京の天気はどうですか。明日は雨が降るでしょうか。",
        "Ünïcödé naïve café ÅNGSTRÖM Straße",
        "🙂👩‍👩‍👧🚀🔥 emoji",
        "2026-11-20T15:33:18.123456Z 0xDEADBEEF 192.168.0.1:8080 3.14159265358979",
        "مرحبا بالعالم، كيف حالك اليوم؟",
        "a b c d e f g h i j k l m n o p",
        ""
      })
  void neverCountsTooFew(String text) {
    int real = TOKENIZER.countTokens(text);

    assertThat(TokenEstimate.of(text)).isBetween(real, 4 * real + 10);
  }
}
