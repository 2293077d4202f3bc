package dev.signalbox.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.testing.Schema;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationIntegrationTests {
  private static final String INSERT =
      """
      INSERT INTO api_key (id, secret_hash, hint, name, role, created_at)
      VALUES ('key_01k00000000000000000000000', sha256('a'), 'hint', 'old', '%s', now())
      """;

  @Test
  void anEmptySchemaGetsEverything() {
    JdbcClient jdbc = new Schema("gateway_empty").migrate("latest").jdbc();

    assertThat(jdbc.sql("SELECT count(*) FROM signing_key").query(Integer.class).single()).isZero();
  }

  @Test
  void aPopulatedSchemaKeepsWhatItHas() {
    Schema schema = new Schema("gateway_populated").migrate("1");
    schema.jdbc().sql(INSERT.formatted("admin")).update();

    schema.migrate("latest").migrate("latest");

    assertThat(new ApiKeys(schema.jdbc()).find("key_01k00000000000000000000000"))
        .hasValueSatisfying(key -> assertThat(key.name()).isEqualTo("old"));
  }

  @Test
  void theDatabaseItselfRefusesWhatCannotBe() {
    JdbcClient jdbc = new Schema("gateway_constraints").migrate("latest").jdbc();

    assertThatThrownBy(() -> jdbc.sql(INSERT.formatted("root")).update())
        .isInstanceOf(DataIntegrityViolationException.class);
    jdbc.sql(INSERT.formatted("viewer")).update();
    assertThatThrownBy(
            () -> jdbc.sql(INSERT.formatted("viewer").replace("key_01k0", "key_01k1")).update())
        .as("one hash, one key")
        .isInstanceOf(DataIntegrityViolationException.class);
  }
}
