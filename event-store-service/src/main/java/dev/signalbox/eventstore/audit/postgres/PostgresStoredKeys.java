package dev.signalbox.eventstore.audit.postgres;

import dev.signalbox.eventstore.audit.StoredKeys;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresStoredKeys implements StoredKeys {

  private final JdbcClient database;

  PostgresStoredKeys(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<Stored> all() {
    return database
        .sql("select public_key, private_key, made_at from audit_keys order by made_at, key_id")
        .query(
            (row, number) ->
                new Stored(
                    row.getBytes("public_key"),
                    row.getBytes("private_key"),
                    row.getObject("made_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  @Override
  public boolean reseal(String keyId, byte[] from, byte[] to) {
    return database
            .sql(
                "update audit_keys set private_key = :to where key_id = :key_id and private_key = :from")
            .param("to", to)
            .param("key_id", keyId)
            .param("from", from)
            .update()
        == 1;
  }

  @Override
  public void add(String keyId, byte[] publicKey, byte[] sealedPrivateKey, Instant madeAt) {
    database
        .sql(
            """
            insert into audit_keys (key_id, public_key, private_key, made_at)
            values (:key_id, :public_key, :private_key, :made_at)
            """)
        .param("key_id", keyId)
        .param("public_key", publicKey)
        .param("private_key", sealedPrivateKey)
        .param("made_at", madeAt.atOffset(ZoneOffset.UTC))
        .update();
  }
}
