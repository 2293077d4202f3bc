package dev.signalbox.eventstore.subscription.postgres;

import dev.signalbox.eventstore.log.Selection;

/** The statements of subscriptions; the plans of those that polls run are asserted in tests. */
final class SubscriptionStatements {

  static final String FIND = "select * from subscriptions where subscription = :subscription";

  /** Who takes part, this consumer's rank, and whether there is anything to change. */
  static final String GROUP =
      """
      select count(c.consumer) as consumers,
             count(*) filter (where c.consumer < :consumer) as before,
             coalesce(bool_or(c.consumer = :consumer and c.lives_until > clock_timestamp() + :half::interval), false)
               as fresh,
             exists (select from subscription_buckets b
                      where b.subscription = :subscription
                        and (b.consumer is null or b.lease_until <= clock_timestamp())) as free
        from subscription_consumers c
       where c.subscription = :subscription and c.lives_until > clock_timestamp()
      """;

  static final String HELD =
      """
      select b.bucket, b.token, b.checkpoint_tx, b.checkpoint_position, b.attempts,
             coalesce(b.retry_at > clock_timestamp(), false) as waits,
             b.lease_until < clock_timestamp() + :half::interval as ending
        from subscription_buckets b
       where b.subscription = :subscription and b.consumer = :consumer and b.lease_until > clock_timestamp()
       order by b.bucket
      """;

  static final String LOCK =
      "select true from subscriptions where subscription = :subscription for no key update";

  /** All that the statements after it may change, in the order in which everybody locks buckets. */
  static final String LOCK_BUCKETS =
      """
      select bucket from subscription_buckets
       where subscription = :subscription
         and (consumer = :consumer or consumer is null or lease_until <= clock_timestamp())
       order by bucket
         for update
      """;

  static final String LIVE =
      """
      insert into subscription_consumers (subscription, consumer, lives_until)
      values (:subscription, :consumer, clock_timestamp() + :lease::interval)
      on conflict (subscription, consumer) do update set lives_until = excluded.lives_until
      """;

  static final String BURY =
      """
      delete from subscription_consumers
       where subscription = :subscription and lives_until <= clock_timestamp()
      """;

  static final String GIVE_BACK =
      """
      update subscription_buckets set consumer = null, lease_until = null
       where subscription = :subscription
         and bucket in (select bucket from subscription_buckets
                         where subscription = :subscription and consumer = :consumer
                         order by bucket offset :keep for update)
      """;

  static final String RENEW =
      """
      update subscription_buckets set lease_until = clock_timestamp() + :lease::interval
       where subscription = :subscription
         and bucket in (select bucket from subscription_buckets
                         where subscription = :subscription and consumer = :consumer
                           and lease_until > clock_timestamp()
                         order by bucket for update)
      """;

  static final String TAKE =
      """
      update subscription_buckets
         set consumer = :consumer, token = token + 1, lease_until = clock_timestamp() + :lease::interval
       where subscription = :subscription
         and bucket in (select bucket from subscription_buckets
                         where subscription = :subscription
                           and (consumer is null or lease_until <= clock_timestamp())
                         order by bucket limit :wanted for update)
      """;

  private static final String SAID =
      "unnest(:buckets::integer[], :tokens::bigint[], :transactions::bigint[], :positions::bigint[])"
          + " as said (bucket, token, tx, position)";

  static final String HELD_OF_SAID =
      """
      select b.bucket
        from subscription_buckets b join %s on said.bucket = b.bucket and said.token = b.token
       where b.subscription = :subscription and b.consumer = :consumer and b.lease_until > clock_timestamp()
       order by b.bucket
         for update of b
      """
          .formatted(SAID);

  /** Run under the locks of the statement before. */
  static final String MOVE =
      """
      update subscription_buckets b
         set checkpoint_tx = said.tx, checkpoint_position = said.position, attempts = 0, retry_at = null
        from %s
       where b.subscription = :subscription and b.bucket = said.bucket and b.token = said.token
         and (said.tx, said.position) > (b.checkpoint_tx, b.checkpoint_position)
      """
          .formatted(SAID);

  static final String PASS =
      """
      update subscription_buckets b set checkpoint_tx = :transaction, checkpoint_position = :position
        from %s
       where b.subscription = :subscription and b.bucket = said.bucket and b.token = said.token
         and (said.tx, said.position) = (b.checkpoint_tx, b.checkpoint_position)
         and b.attempts = 0
      """
          .formatted(SAID);

  static final String ONE_HELD =
      """
      select b.bucket, b.token, b.checkpoint_tx, b.checkpoint_position, b.attempts, false as waits, false as ending
        from subscription_buckets b
       where b.subscription = :subscription and b.bucket = :bucket and b.consumer = :consumer and b.token = :token
         and b.lease_until > clock_timestamp()
         for update
      """;

  static final String RETRY =
      """
      update subscription_buckets
         set checkpoint_tx = :transaction, checkpoint_position = :position, attempts = :attempts,
             retry_at = clock_timestamp() + :delay::interval
       where subscription = :subscription and bucket = :bucket and token = :token
      """;

  static final String LEAVE =
      """
      update subscription_buckets set consumer = null, lease_until = null
       where subscription = :subscription
         and bucket in (select bucket from subscription_buckets
                         where subscription = :subscription and consumer = :consumer
                         order by bucket for update)
      """;

  static final String RESET =
      """
      update subscription_buckets
         set consumer = null, lease_until = null, token = token + 1, attempts = 0, retry_at = null,
             checkpoint_tx = :transaction, checkpoint_position = :position
       where subscription = :subscription
         and bucket in (select bucket from subscription_buckets where subscription = :subscription
                         order by bucket for update)
      """;

  static final String REPLAYING =
      """
      select distinct on (p.bucket) p.* from parked_events p
       where p.replays and p.subscription = :subscription and p.bucket = any(:buckets)
       order by p.bucket, p.tx, p.position
      """;

  static final String DONE =
      """
      delete from parked_events p
       using unnest(:buckets::integer[], :transactions::bigint[], :positions::bigint[]) as said (bucket, tx, position)
       where p.replays and p.subscription = :subscription
         and p.bucket = said.bucket and p.tx = said.tx and p.position = said.position
      """;

  /**
   * Not the safe bound of now: that may be below one of before, by which the reader has read, as
   * transactions are ending.
   */
  static final String READABLE =
      """
      select :transaction::text::xid8 < (log_offset() + pg_snapshot_xmax(pg_current_snapshot())::text::bigint)::text::xid8
      """;

  static final String MEMBERS =
      """
      select c.consumer,
             (select count(*) from subscription_buckets b
               where b.subscription = c.subscription and b.consumer = c.consumer
                 and b.lease_until > clock_timestamp()) as buckets
        from subscription_consumers c
       where c.subscription = :subscription and c.lives_until > clock_timestamp()
       order by c.consumer
      """;

  /** The first run of a month with events of a time or later. */
  static final String ARCHIVED_SINCE =
      """
      select month, from_tx::text as transaction, from_position as position,
             to_tx::text as to_tx, to_position
        from archived_ranges r
       where month >= date_trunc('month', :time at time zone 'UTC') and to_tx < :bound::text::xid8
       order by r.to_tx, r.to_position
       limit 1
      """;

  static final String SINCE =
      """
      select e.tx::text as transaction, e.position from events e
       where e.recorded_at >= :time and e.tx < :bound::text::xid8
       order by e.tx, e.position
       limit 1
      """;

  private SubscriptionStatements() {}

  /** What is not done of the first events after the bucket that is furthest behind. */
  static String behind(Selection selection) {
    StringBuilder conditions = new StringBuilder();
    if (selection.category() != null) {
      conditions.append(" and e.category = :category");
    }
    if (selection.type() != null) {
      conditions.append(" and e.type = :type");
    }
    if (selection.tag() != null) {
      conditions.append(
          " and exists (select from event_tags t where t.tag = :tag and t.tx = e.tx and t.position = e.position)");
    }
    return """
        select count(*) as events, coalesce(extract(epoch from clock_timestamp() - min(first.recorded_at)), 0) as seconds
          from (select e.tx, e.position, e.stream, e.recorded_at
                  from events e
                 where (e.tx, e.position) > (:transaction::text::xid8, :position) and e.tx < :bound::text::xid8 %s
                 order by e.tx, e.position
                 limit :limit) as first
          join subscription_buckets b
            on b.subscription = :subscription
           and b.bucket = (('x' || left(md5(first.stream), 8))::bit(32)::integer & (:buckets - 1))
         where (first.tx, first.position) > (b.checkpoint_tx::text::xid8, b.checkpoint_position)
        """
        .formatted(conditions);
  }
}
