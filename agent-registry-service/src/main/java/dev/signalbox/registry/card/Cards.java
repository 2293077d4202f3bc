package dev.signalbox.registry.card;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The cards of A2A agents as they were last fetched. */
@Repository
public class Cards {

  private final JdbcClient database;
  private final JsonMapper json;
  private final ReadCard read;
  private final Clock clock;

  Cards(JdbcClient database, JsonMapper json, ReadCard read, Clock clock) {
    this.database = database;
    this.json = json;
    this.read = read;
    this.clock = clock;
  }

  public Optional<FetchedCard> find(String agentId) {
    return database
        .sql("SELECT url, etag, card, signature FROM agent_cards WHERE agent_id = :agentId")
        .param("agentId", agentId)
        .query((row, _) -> card(row))
        .optional();
  }

  public void put(String agentId, FetchedCard card) {
    database
        .sql(
            """
            INSERT INTO agent_cards (agent_id, url, etag, card, signature, fetched_at)
            VALUES (:agentId, :url, :etag, :card, :signature, :now)
            ON CONFLICT (agent_id) DO UPDATE SET url = excluded.url, etag = excluded.etag,
                card = excluded.card, signature = excluded.signature,
                fetched_at = excluded.fetched_at
            """)
        .param("agentId", agentId)
        .param("url", card.url().toString())
        .param("etag", card.etag(), Types.VARCHAR)
        .param("card", json.writeValueAsString(card.card().json()))
        .param("signature", card.signature().code())
        .param("now", OffsetDateTime.now(clock))
        .update();
  }

  public void forget(String agentId) {
    database
        .sql("DELETE FROM agent_cards WHERE agent_id = :agentId")
        .param("agentId", agentId)
        .update();
  }

  private FetchedCard card(ResultSet row) throws SQLException {
    try {
      return new FetchedCard(
          read.read(json.readTree(row.getString("card"))),
          URI.create(row.getString("url")),
          row.getString("etag"),
          SignatureState.valueOf(row.getString("signature").toUpperCase(Locale.ROOT)));
    } catch (InvalidCardException e) {
      throw new SQLException("a card that was kept is not valid", e);
    }
  }
}
