package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** A hard budget of all time, as an administrator sets and sees it. */
final class HardBudget implements AutoCloseable {
  private static final String BUDGETS = "/api/v1/budgets";

  private final PlatformApi admin;
  private final String definition;
  private final String path;

  private HardBudget(PlatformApi admin, String definition, String limit) {
    this.admin = admin;
    this.definition = definition;
    JsonNode made = PlatformApi.json(admin.post(BUDGETS, definition.formatted(limit)), 201);
    this.path = BUDGETS + '/' + made.path("budget_id").asString();
  }

  /** In dollars. */
  static HardBudget ofModel(PlatformApi admin, String model, String limit) {
    return new HardBudget(admin, definition("model", model, "usd", "\"%s\""), limit);
  }

  /** In tokens. */
  static HardBudget ofTag(PlatformApi admin, String tag, String limit) {
    return new HardBudget(admin, definition("tag", tag, "tokens", "%s"), limit);
  }

  private static String definition(String scope, String value, String unit, String limit) {
    return """
        {"name": "of a test", "scope": {"kind": "%s", "value": "%s"}, "unit": "%s", "limit": %s,
         "period": {"kind": "total"}}
        """
        .formatted(scope, value, unit, limit);
  }

  void limit(String limit) {
    PlatformApi.json(admin.replace(path, definition.formatted(limit)), 200);
  }

  /** What is leased to replicas or reserved by attempts. */
  BigDecimal granted() {
    return new BigDecimal(standing().path("granted").asString());
  }

  BigDecimal spent() {
    return new BigDecimal(standing().path("spent").asString());
  }

  /** Fails if its counters are not what they are made of. */
  void assertAgrees() {
    JsonNode proof = proof();
    assertThat(proof.path("agrees").asBoolean()).as(proof.toString()).isTrue();
  }

  /** Fails if it does not agree, or more is spent and granted than the limit. */
  void assertKept() {
    JsonNode proof = proof();
    assertThat(proof.path("agrees").asBoolean()).as(proof.toString()).isTrue();
    assertThat(proof.path("within_limit").asBoolean()).as(proof.toString()).isTrue();
  }

  /** Fails if an attempt began without a reservation, or came to more than it had reserved. */
  void assertInOrder() {
    JsonNode standing = standing();
    assertThat(standing.path("unreserved").asLong()).as(standing.toString()).isZero();
    assertThat(new BigDecimal(standing.path("overrun").asString()))
        .as(standing.toString())
        .isZero();
  }

  private JsonNode standing() {
    return admin.read(path).path("standing");
  }

  private JsonNode proof() {
    return admin.read(path + "/proof");
  }

  @Override
  public void close() {
    admin.delete(path);
  }
}
