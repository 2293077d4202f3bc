package dev.signalbox.cost.budget;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresTime implements DatabaseTime {

  private final JdbcClient database;

  PostgresTime(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Instant now() {
    return database
        .sql("SELECT clock_timestamp()")
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }
}
