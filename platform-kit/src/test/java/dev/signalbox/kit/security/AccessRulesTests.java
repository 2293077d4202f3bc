package dev.signalbox.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class AccessRulesTests {
  private final AccessRules rules =
      AccessRules.builder()
          .require(HttpMethod.POST, "/api/v1/agents/{id}/run", Role.OPERATOR)
          .require("/api/v1/agents/**", Role.ADMIN)
          .build();

  @Test
  void theFirstRuleThatFitsDecides() {
    assertThat(rules.required(HttpMethod.POST, "/api/v1/agents/x/run")).isEqualTo(Role.OPERATOR);
    assertThat(rules.required(HttpMethod.POST, "/api/v1/agents")).isEqualTo(Role.ADMIN);
    assertThat(rules.required(HttpMethod.GET, "/api/v1/agents/x")).isEqualTo(Role.ADMIN);
  }

  @Test
  void otherwiseReadingNeedsAViewerAndTheRestAnOperator() {
    assertThat(rules.required(HttpMethod.GET, "/api/v1/things")).isEqualTo(Role.VIEWER);
    assertThat(rules.required(HttpMethod.HEAD, "/api/v1/things")).isEqualTo(Role.VIEWER);
    assertThat(rules.required(HttpMethod.POST, "/api/v1/things")).isEqualTo(Role.OPERATOR);
    assertThat(rules.required(HttpMethod.DELETE, "/api/v1/things")).isEqualTo(Role.OPERATOR);
  }

  @Test
  void whatIsOpenIsSoForItsMethodAlone() {
    AccessRules open = AccessRules.builder().open(HttpMethod.GET, "/api/v1/back").build();

    assertThat(open.isOpen(HttpMethod.GET, "/api/v1/back")).isTrue();
    assertThat(open.isOpen(HttpMethod.HEAD, "/api/v1/back")).isFalse();
    assertThat(open.isOpen(HttpMethod.GET, "/api/v1/back/x")).isFalse();
    assertThat(rules.isOpen(HttpMethod.GET, "/api/v1/agents/x")).isFalse();
  }

  @Test
  void aCallerMayBeConfinedToSomeAgents() {
    Caller confined =
        new Caller("key_1", null, null, null, Set.of(Role.OPERATOR), Set.of("reviewer"));
    Caller free = new Caller("key_1", null, null, null, Set.of(Role.VIEWER), null);

    assertThat(confined.mayUse("reviewer")).isTrue();
    assertThat(confined.mayUse("coder")).isFalse();
    assertThat(confined.has(Role.VIEWER)).isTrue();
    assertThat(confined.has(Role.ADMIN)).isFalse();
    assertThat(free.mayUse("coder")).isTrue();
  }
}
