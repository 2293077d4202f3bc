package dev.signalbox.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamCallFilterTests {
  @ParameterizedTest
  @CsvSource({
    "http://a:1, /x, http://a:1/x",
    "http://a:1/, /x, http://a:1/x",
    "http://a:1/base, /x/y%2Fz?q=%20+, http://a:1/base/x/y%2Fz?q=%20+",
  })
  void pathAndQueryStayAsTheyCame(String upstream, String asked, String address) {
    assertThat(
            UpstreamCallFilter.address(URI.create(upstream), URI.create("http://gateway" + asked)))
        .hasToString(address);
  }
}
