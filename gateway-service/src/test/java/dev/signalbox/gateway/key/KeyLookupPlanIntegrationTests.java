package dev.signalbox.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.testing.Schema;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class KeyLookupPlanIntegrationTests {
  private static JdbcClient jdbc = new Schema("gateway_plans").migrate("latest").jdbc();

  @BeforeAll
  static void manyKeys() {
    jdbc.sql(
            """
            INSERT INTO api_key (id, secret_hash, hint, name, role, created_at)
            SELECT 'key_' || lpad(n::text, 26, '0'), sha256(n::text::bytea), 'hint', 'key', 'viewer', now()
            FROM generate_series(1, 20000) n
            """)
        .update();
    jdbc.sql("ANALYZE api_key").update();
  }

  @Test
  void aRequestFindsItsKeyByTheUniqueIndex() {
    List<String> plan =
        jdbc.sql("EXPLAIN " + ApiKeys.FIND_USABLE)
            .param(new KeyHash(1, 2, 3, 4).bytes())
            .query(String.class)
            .list();

    assertThat(plan.getFirst()).contains("Index Scan using api_key_secret_hash");
  }

  @Test
  void aPageOfTheListReadsAPage() {
    List<String> plan =
        jdbc.sql("EXPLAIN " + ApiKeys.PAGE)
            .param("before", "key_00000000000000000000010000")
            .param("limit", 50)
            .query(String.class)
            .list();

    assertThat(String.join("\n", plan))
        .contains("Index Scan Backward using api_key_pkey")
        .doesNotContain("Sort");
  }
}
