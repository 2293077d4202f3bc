package dev.signalbox.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The signing keys in the database, sealed at rest and shared by all replicas. */
class SigningKeys {
  /** Any number that nothing else in this schema locks. */
  private static final long LOCK = 0x5B0A_0002L;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final KeySeal seal;

  SigningKeys(JdbcClient jdbc, TransactionOperations transactions, KeySeal seal) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.seal = seal;
  }

  /** The keys that are published now; none of them yet only before the first start. */
  List<SigningKey> published(Instant now) {
    return jdbc.sql(
            "SELECT * FROM signing_key WHERE retired_at IS NULL OR retired_at > ? ORDER BY signs_from")
        .param(now.atOffset(ZoneOffset.UTC))
        .query((row, number) -> read(row))
        .list();
  }

  /** Makes the first key unless another replica or an earlier start did. */
  void makeFirst(Instant now) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("SELECT pg_advisory_xact_lock(?)")
              .param(LOCK)
              .query((row, number) -> number)
              .single();
          if (published(now).stream().noneMatch(key -> key.signs(now))) {
            add(new SigningKey(generate(), now, now, null));
          }
        });
  }

  void add(SigningKey key) {
    String kid = key.key().getKeyID();
    jdbc.sql(
            "INSERT INTO signing_key (kid, sealed_jwk, created_at, signs_from) VALUES (?, ?, ?, ?)")
        .params(
            kid,
            seal.seal(kid, key.key().toJSONString()),
            key.createdAt().atOffset(ZoneOffset.UTC),
            key.signsFrom().atOffset(ZoneOffset.UTC))
        .update();
  }

  static ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException missingFromThisJdk) {
      throw new IllegalStateException("P-256 is not available", missingFromThisJdk);
    }
  }

  private SigningKey read(ResultSet row) throws SQLException {
    String kid = row.getString("kid");
    @Nullable Timestamp retiredAt = row.getTimestamp("retired_at");
    try {
      return new SigningKey(
          ECKey.parse(seal.open(kid, row.getBytes("sealed_jwk"))),
          row.getTimestamp("created_at").toInstant(),
          row.getTimestamp("signs_from").toInstant(),
          retiredAt == null ? null : retiredAt.toInstant());
    } catch (ParseException damaged) {
      throw new IllegalStateException("Signing key " + kid + " is damaged", damaged);
    }
  }
}
