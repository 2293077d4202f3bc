package dev.signalbox.mcppool.oauth;

import dev.signalbox.mcppool.credential.SealedRows;
import dev.signalbox.mcppool.credential.SealedText;
import dev.signalbox.mcppool.credential.SealedTextJson;
import dev.signalbox.mcppool.credential.Sealing;
import dev.signalbox.mcppool.server.ServerId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Wraps the keys of tokens anew; flows are over before long. */
@Component
class GrantCredentials implements SealedRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient database;
  private final Sealing sealing;
  private final TransactionOperations transactions;

  GrantCredentials(JdbcClient database, Sealing sealing, TransactionOperations transactions) {
    this.database = database;
    this.sealing = sealing;
    this.transactions = transactions;
  }

  @Override
  public Rotation rotate() {
    List<String> servers =
        database
            .sql("SELECT server_id FROM oauth_grant ORDER BY server_id")
            .query(String.class)
            .list();
    return servers.stream()
        .map(
            server ->
                Objects.requireNonNull(
                    transactions.execute(status -> rotate(new ServerId(server)))))
        .reduce(Rotation.NONE, Rotation::plus);
  }

  private Rotation rotate(ServerId server) {
    Optional<SealedText> outdated =
        database
            .sql("SELECT sealed::text FROM oauth_grant WHERE server_id = ? FOR UPDATE")
            .param(server.value())
            .query(String.class)
            .optional()
            .map(text -> SealedTextJson.read(Grants.grantPlace(server), JSON.readTree(text)))
            .filter(sealing::isOutdated);
    if (outdated.isEmpty()) {
      return Rotation.NONE;
    }
    Optional<SealedText> anew = sealing.rewrap(outdated.get());
    anew.ifPresent(
        text ->
            database
                .sql("UPDATE oauth_grant SET sealed = ?::jsonb WHERE server_id = ?")
                .param(SealedTextJson.write(text).toString())
                .param(server.value())
                .update());
    return anew.isPresent() ? new Rotation(1, 0) : new Rotation(0, 1);
  }
}
