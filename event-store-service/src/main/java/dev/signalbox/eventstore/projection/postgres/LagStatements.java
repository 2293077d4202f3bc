package dev.signalbox.eventstore.projection.postgres;

import dev.signalbox.eventstore.log.Selection;

/** Statements that count what a selection has after a place in the log. */
final class LagStatements {

  private LagStatements() {}

  static String lag(Selection selection) {
    return """
        select count(*) as events,
               coalesce(extract(epoch from clock_timestamp() - min(recorded_at)), 0) as seconds
          from (select e.recorded_at %s
                   and (e.tx, e.position) > (:tx::text::xid8, :position)
                 order by e.tx, e.position
                 limit :limit) as waiting
        """
        .formatted(from(selection));
  }

  private static String from(Selection selection) {
    String joined =
        selection.tag() == null
            ? "from events e where true"
            : "from event_tags t join events e on e.tx = t.tx and e.position = t.position"
                + " where t.tag = :tag";
    return joined
        + (selection.category() == null ? "" : " and e.category = :category")
        + (selection.type() == null ? "" : " and e.type = :type");
  }
}
