package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.lease.Replica.Claim;
import dev.signalbox.cost.ledger.ToldAttempt;
import java.sql.Types;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A user with budgets, agents and conversations, all with the same name in theirs.
 *
 * @param name also the user and the team
 * @param budgets the first is a hard one
 */
record World(String name, List<Budget> budgets, Replica replica, Claim claim, JdbcClient database) {

  /** Everything that attempts leave behind, but for ids. */
  private static final String STATE =
      """
      SELECT concat_ws(' ', 'entry', attempted_at, model, simulated, status, outcome, trim_scale(cost),
                       reserved_tokens) FROM ledger_entries WHERE team = :name
       UNION ALL
      SELECT concat_ws(' ', 'day', dimension, day, replace(value, :name, ''), simulated, sum(entries),
                       sum(unpriced), sum(unmetered), sum(input_tokens), sum(output_tokens),
                       trim_scale(sum(input_cost)), trim_scale(sum(output_cost)), trim_scale(sum(other_cost)))
        FROM cost_rollups WHERE strpos(value, :name) > 0 GROUP BY dimension, day, value, simulated
       UNION ALL
      SELECT concat_ws(' ', 'hour', dimension, hour, replace(value, :name, ''), simulated, sum(entries),
                       sum(unpriced), sum(unmetered), sum(input_tokens), sum(output_tokens),
                       trim_scale(sum(input_cost)), trim_scale(sum(output_cost)), trim_scale(sum(other_cost)))
        FROM cost_rollups_by_hour WHERE strpos(value, :name) > 0 GROUP BY dimension, hour, value, simulated
       UNION ALL
      SELECT concat_ws(' ', 'lifetime', dimension, replace(value, :name, ''), simulated, first_day, last_day,
                       entries, trim_scale(cost)) FROM lifetime_costs WHERE strpos(value, :name) > 0
       UNION ALL
      SELECT concat_ws(' ', 'agent', replace(agent_id, :name, ''), model, day, service_tier, simulated,
                       sum(calls), sum(completed), sum(failed), sum(priced), trim_scale(sum(cost)),
                       sum(input_tokens), sum(output_tokens), max(largest_input), sum(dear),
                       sum(dear_continued), trim_scale(sum(dear_surcharge)), sum(cache_read_tokens),
                       sum(cacheable), sum(missed), sum(missed_tokens), trim_scale(sum(cache_saving)),
                       sum(batchable), trim_scale(sum(batch_saving)))
        FROM agent_usage WHERE team = :name GROUP BY agent_id, model, day, service_tier, simulated
       UNION ALL
      SELECT concat_ws(' ', 'count', replace(agent_id, :name, ''), model, day, service_tier, simulated, bucket,
                       sum(quantity))
        FROM agent_usage_counts WHERE team = :name GROUP BY agent_id, model, day, service_tier, simulated, bucket
       UNION ALL
      SELECT concat_ws(' ', 'budget', place, replace(value, :name, ''), period_start, slot_start,
                       trim_scale(spent), attempts, unpriced, assumed, unreserved, trim_scale(overrun))
        FROM budget_spending JOIN unnest(:budgets::text[]) WITH ORDINALITY AS made (budget_id, place)
             USING (budget_id)
       UNION ALL
      SELECT concat_ws(' ', 'leases', place, replace(value, :name, ''), sum(granted), sum(reserved), sum(settled))
        FROM leases JOIN unnest(:budgets::text[]) WITH ORDINALITY AS made (budget_id, place) USING (budget_id)
       GROUP BY place, value
       UNION ALL
      SELECT concat_ws(' ', 'alert', place, replace(value, :name, ''), alert_period, threshold)
        FROM budget_alerts JOIN unnest(:budgets::text[]) WITH ORDINALITY AS made (budget_id, place)
             USING (budget_id)
       ORDER BY 1
      """;

  Budget hard() {
    return budgets.getFirst();
  }

  String user() {
    return name;
  }

  /** Lets an attempt begin, and says how it ended. */
  ToldAttempt ended(WorldAttempt attempt) {
    StartedAttempt started =
        replica
            .begin(List.of(claim), name, name, "key-" + name, attempt.mostTokens() + 1, 0)
            .orElseThrow();
    return attempt.ended(name, started.reservations());
  }

  void giveBack() {
    replica.giveBack();
  }

  int entries() {
    return database
        .sql("SELECT count(*)::int FROM ledger_entries WHERE team = ?")
        .param(name)
        .query(Integer.class)
        .single();
  }

  List<String> state() {
    return database
        .sql(STATE)
        .param("name", name)
        .param("budgets", budgets.stream().map(Budget::id).toArray(String[]::new), Types.ARRAY)
        .query(String.class)
        .list();
  }
}
