package dev.signalbox.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

class OutageTests {
  static Stream<Exception> outages() {
    return Stream.of(
        new DataAccessResourceFailureException("the connection broke"),
        new CannotCreateTransactionException("no connection"),
        new CannotAcquireLockException("deadlock"),
        new QueryTimeoutException("slow"),
        new IllegalStateException(new SQLException("shutting down", "57P01")),
        new RuntimeException(new RuntimeException(new SQLException("gone", "08006"))),
        new IllegalStateException("JDBC rollback", new SQLException("Connection is closed")));
  }

  static Stream<Exception> poison() {
    return Stream.of(
        new DataIntegrityViolationException("too long", new SQLException("too long", "22001")),
        new IllegalArgumentException("no such subject"));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void isTheDatabaseAway(Exception failure) {
    assertThat(Outage.causes(new RuntimeException("the listener failed", failure))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("poison")
  void isNotARecordThatCannotBeProcessed(Exception failure) {
    assertThat(Outage.causes(failure)).isFalse();
  }

  @Test
  void isNotNothing() {
    assertThat(Outage.causes(null)).isFalse();
  }
}
