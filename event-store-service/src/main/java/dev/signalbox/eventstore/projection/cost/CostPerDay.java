package dev.signalbox.eventstore.projection.cost;

import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.projection.Projection;
import dev.signalbox.eventstore.projection.ProjectionTable;
import dev.signalbox.eventstore.projection.SqlHandler;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds up {@code signalbox.cost.recorded.v1} by the UTC day it occurred on. An entry without a cost
 * that is a plain decimal is counted as unpriced and never as zero.
 */
@Configuration(proxyBeanMethods = false)
public class CostPerDay {

  public static final String NAME = "cost-per-day";

  private static final String TABLE =
      """
      create table {cost_per_day} (
        day       date not null,
        agent_id  text not null,
        model     text not null,
        provider  text not null,
        simulated boolean not null,
        cost_usd  numeric not null,
        priced    bigint not null,
        unpriced  bigint not null,
        primary key (day, agent_id, model, provider, simulated)
      )
      """;

  // No agent, model or provider is '', because a key must be whole.
  private static final String ADD =
      """
      insert into {cost_per_day} as c (day, agent_id, model, provider, simulated, cost_usd, priced, unpriced)
      select (e.occurred_at at time zone 'UTC')::date, coalesce(left(e.data ->> 'agent_id', 200), ''),
             coalesce(left(e.data ->> 'model', 200), ''), coalesce(left(e.data ->> 'provider', 200), ''),
             coalesce(e.data ->> 'simulated' = 'true', false), coalesce(sum(p.cost_usd), 0), count(p.cost_usd),
             count(*) - count(p.cost_usd)
        from jsonb_to_recordset(:events::jsonb) as e (occurred_at timestamptz, data jsonb)
       cross join lateral (
             select case when e.data ->> 'cost_usd' ~ '^[0-9]{1,30}([.][0-9]{1,100})?$'
                         then (e.data ->> 'cost_usd')::numeric end as cost_usd) as p
       group by 1, 2, 3, 4, 5
       order by 1, 2, 3, 4, 5
      on conflict (day, agent_id, model, provider, simulated) do update
         set cost_usd = c.cost_usd + excluded.cost_usd, priced = c.priced + excluded.priced,
             unpriced = c.unpriced + excluded.unpriced
      """;

  @Bean
  public Projection costPerDayProjection() {
    return new Projection(
        NAME,
        1,
        Selection.type("signalbox.cost.recorded.v1"),
        List.of(new ProjectionTable("cost_per_day", TABLE)),
        new SqlHandler(ADD));
  }
}
