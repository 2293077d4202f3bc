package dev.signalbox.streaming.wire.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTests {

  @Test
  void aDataUrlContainsTheBytes() {
    Media.Inline image = new Media.Inline("image/png", "iVBORw0KGgo=");

    assertThat(Media.at("data:image/png;base64,iVBORw0KGgo=")).isEqualTo(image);
    assertThat(Media.at("DATA:image/png;charset=utf-8;BASE64,iVBORw0KGgo=")).isEqualTo(image);
    assertThat(image.url()).isEqualTo("data:image/png;base64,iVBORw0KGgo=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.org/a.png", "data:image/png,x", "data:;base64,eA==", ""})
  void anyOtherUrlIsALink(String url) {
    assertThat(Media.at(url)).isEqualTo(new Media.Link(url));
    assertThat(Media.at(url).url()).isEqualTo(url);
  }
}
