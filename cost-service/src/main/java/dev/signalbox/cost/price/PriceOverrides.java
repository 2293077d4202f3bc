package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRuleFormat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Overrides in the database. */
@Repository
class PriceOverrides {

  private final JdbcClient database;
  private final Clock clock;
  private final JsonMapper json;

  PriceOverrides(JdbcClient database, Clock clock, JsonMapper json) {
    this.database = database;
    this.clock = clock;
    this.json = json;
  }

  void add(PriceOverride override) {
    Price price = override.price();
    database
        .sql(
            """
            INSERT INTO price_overrides (override_id, team, provider, model, match, price, price_id,
                made_by, made_at)
            VALUES (:id, :team, :provider, :model, :match::jsonb, :price::jsonb, :priceId, :madeBy,
                :madeAt)
            """)
        .param("id", override.overrideId())
        .param("team", override.team(), Types.VARCHAR)
        .param("provider", price.provider())
        .param("model", price.model())
        .param("match", NameRuleFormat.write(override.match()).toString())
        .param("price", PriceFormat.write(price).toString())
        .param("priceId", price.priceId())
        .param("madeBy", override.madeBy())
        .param("madeAt", override.madeAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Those in force, the oldest first. */
  List<PriceOverride> inForce() {
    return database
        .sql(
            """
            SELECT override_id, team, provider, model, match, price, made_by, made_at
              FROM price_overrides WHERE ended_at IS NULL ORDER BY override_id
            """)
        .query((row, number) -> read(row))
        .list();
  }

  private PriceOverride read(ResultSet row) throws SQLException {
    return new PriceOverride(
        row.getString("override_id"),
        row.getString("team"),
        NameRuleFormat.read(json.readTree(row.getString("match"))),
        PriceFormat.read(
            row.getString("provider"),
            row.getString("model"),
            row.getString("made_by"),
            json.readTree(row.getString("price"))),
        row.getString("made_by"),
        row.getObject("made_at", OffsetDateTime.class).toInstant());
  }

  /** Ends one that is in force; tells whether there was one. */
  boolean end(String overrideId, String by) {
    return database
            .sql(
                """
                UPDATE price_overrides SET ended_by = :by, ended_at = :now
                 WHERE override_id = :id AND ended_at IS NULL
                """)
            .param("by", by)
            .param("now", OffsetDateTime.now(clock))
            .param("id", overrideId)
            .update()
        == 1;
  }
}
