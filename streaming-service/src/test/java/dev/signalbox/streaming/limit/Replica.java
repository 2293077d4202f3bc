package dev.signalbox.streaming.limit;

import dev.signalbox.streaming.limit.LimitProperties.Quotas;
import dev.signalbox.streaming.limit.LimitProperties.SliceProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts limits as another process would. */
final class Replica {

  private static final Quotas NONE = new Quotas(0, 0, 0, 0);

  private final String name = UUID.randomUUID().toString();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final JdbcClient database;
  private final UsageExchange exchange;
  private final UsageLimits limits;

  Replica(JdbcClient database, OwnLimits ownLimits, SliceProperties slices) {
    this(database, ownLimits, slices, System::nanoTime);
  }

  Replica(JdbcClient database, OwnLimits ownLimits, SliceProperties slices, LongSupplier nanos) {
    this.database = database;
    Holdings holdings = new Holdings(slices, nanos);
    this.exchange =
        new UsageExchange(holdings, new UsageWindows(database, name, slices), nanos, registry);
    this.limits =
        new UsageLimits(
            new LimitsInForce(ownLimits, new LimitProperties(NONE, NONE, NONE, NONE, slices)),
            slices.patience(),
            holdings,
            exchange,
            nanos,
            registry);
  }

  UsageLimits limits() {
    return limits;
  }

  String name() {
    return name;
  }

  /** Tells the database what is due. */
  void tell() {
    exchange.tell();
  }

  /** Gives back all that it does not use. */
  void close() {
    exchange.close();
  }

  /** How often it has asked the database. */
  long exchanges() {
    return registry.timer("signalbox.streaming.limits.exchange").count();
  }

  /** The time of its permits is over. */
  void expire() {
    database
        .sql("UPDATE usage_permit SET valid_until = now() - interval '1 second' WHERE replica = ?")
        .param(name)
        .update();
  }

  Instant permitsUntil() {
    return database
        .sql("SELECT valid_until FROM usage_permit WHERE replica = ?")
        .param(name)
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }
}
