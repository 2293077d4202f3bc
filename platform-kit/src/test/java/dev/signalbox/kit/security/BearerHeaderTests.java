package dev.signalbox.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** As Spring Security's own resolver reads it. */
class BearerHeaderTests {

  private static final List<String> TOKENS =
      List.of("a", "a.b-c_d~e+f/g", "eyJhbGciOiJFUzI1NiJ9.e30.AA", "abc==", "A9=");

  private final DefaultBearerTokenResolver spring = new DefaultBearerTokenResolver();

  @Test
  void takesTheToken() {
    for (String token : TOKENS) {
      for (String scheme : List.of("Bearer ", "bearer ", "BEARER ")) {
        MockHttpServletRequest request = with(scheme + token);

        assertThat(new BearerHeader().resolve(request))
            .isEqualTo(token)
            .isEqualTo(spring.resolve(request));
      }
    }
  }

  @Test
  void otherSchemesAreNoTokens() {
    assertThat(new BearerHeader().resolve(new MockHttpServletRequest())).isNull();
    for (String header : List.of("Basic abc", "", "Bear abc")) {
      assertThat(new BearerHeader().resolve(with(header))).isNull();
      assertThat(spring.resolve(with(header))).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer  a",
        "Bearera",
        "Bearer =",
        "Bearer a=b",
        "Bearer a b",
        "Bearer a,b",
        "Bearer ä",
        "Bearer a\tb",
        "Bearer \ta",
        "Bearer a "
      })
  void whatIsNoTokenIsRefused(String header) {
    MockHttpServletRequest request = with(header);

    assertThatExceptionOfType(OAuth2AuthenticationException.class)
        .isThrownBy(() -> new BearerHeader().resolve(request))
        .satisfies(
            refusal -> assertThat(refusal.getError().getErrorCode()).isEqualTo("invalid_token"));
    assertThatExceptionOfType(OAuth2AuthenticationException.class)
        .isThrownBy(() -> spring.resolve(request));
  }

  private static MockHttpServletRequest with(String header) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("Authorization", header);
    return request;
  }
}
