package dev.signalbox.streaming.limit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What all replicas have taken, in the database that they share. */
final class UsageWindows {

  private static final String EXCHANGE =
      """
      SELECT place, moment, starts_at, resets_at, granted, left_over, lent
      FROM exchange_usage(:replica, :sequence, :lease, :lent, :scopes, :values, :measures, :seconds, :quotas,
        :starts::timestamptz[], :returned, :held, :needed, :asked, :wished)
      """;

  private final JdbcClient database;
  private final String replica;
  private final LimitProperties.SliceProperties properties;
  private long sequence;

  /**
   * For one replica.
   *
   * @param replica a name that no other process has or had
   */
  UsageWindows(JdbcClient database, String replica, LimitProperties.SliceProperties properties) {
    this.database = database;
    this.replica = replica;
    this.properties = properties;
  }

  /**
   * Gives back and takes, all in one transaction. One thread at a time calls it.
   *
   * @param offers in the order of their keys, so that no two exchanges wait for each other
   */
  List<Grant> exchange(List<Offer> offers) {
    sequence++;
    return database
        .sql(EXCHANGE)
        .param("replica", replica)
        .param("sequence", sequence)
        .param("lease", seconds(properties.permitLife()))
        .param("lent", seconds(properties.patience()))
        .param("scopes", texts(offers, offer -> offer.key().scope().wireName()))
        .param("values", texts(offers, offer -> offer.key().value()))
        .param("measures", texts(offers, offer -> offer.key().measure().wireName()))
        .param(
            "seconds",
            offers.stream().map(offer -> offer.key().measure().seconds()).toArray(Integer[]::new))
        .param("quotas", numbers(offers, Offer::quota))
        .param("starts", texts(offers, UsageWindows::start))
        .param("returned", numbers(offers, Offer::returned))
        .param("held", numbers(offers, Offer::held))
        .param("needed", numbers(offers, Offer::needed))
        .param("asked", numbers(offers, Offer::asked))
        .param("wished", numbers(offers, Offer::wished))
        .query((row, number) -> grant(row))
        .list();
  }

  private static String start(Offer offer) {
    return Objects.requireNonNullElse(offer.startsAt(), Instant.EPOCH).toString();
  }

  private static String[] texts(List<Offer> offers, Function<Offer, String> text) {
    return offers.stream().map(text).toArray(String[]::new);
  }

  private static Long[] numbers(List<Offer> offers, ToLongFunction<Offer> number) {
    return offers.stream().map(number::applyAsLong).toArray(Long[]::new);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(
        row.getInt("place") - 1,
        moment(row.getObject("moment", OffsetDateTime.class)),
        moment(row.getObject("starts_at", OffsetDateTime.class)),
        row.getObject("resets_at", OffsetDateTime.class) == null
            ? null
            : moment(row.getObject("resets_at", OffsetDateTime.class)),
        row.getLong("granted"),
        row.getLong("left_over"),
        row.getBoolean("lent"));
  }

  private static Instant moment(@Nullable OffsetDateTime time) {
    return Objects.requireNonNull(time).toInstant();
  }
}
