package dev.signalbox.eventstore.projection.activity;

import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.projection.Projection;
import dev.signalbox.eventstore.projection.ProjectionTable;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Counts what agents did by the UTC hour it occurred in: a message that is routed in one hour and
 * answered in the next counts in both.
 */
@Configuration(proxyBeanMethods = false)
public class AgentActivity {

  public static final String NAME = "agent-activity";

  private static final String HOURS =
      """
      create table {agent_activity} (
        agent_id      text not null,
        hour          timestamptz not null,
        routed        bigint not null,
        answered      bigint not null,
        failed        bigint not null,
        durations     bigint not null,
        duration_ms   bigint not null,
        input_tokens  bigint not null,
        output_tokens bigint not null,
        primary key (hour, agent_id)
      );
      create index on {agent_activity} (agent_id, hour)
      """;

  // Runs that have not ended, because an answer does not say when its message was received.
  private static final String RUNS =
      """
      create table {agent_runs} (
        run_id      text primary key,
        agent_id    text,
        received_at timestamptz
      )
      """;

  @Bean
  public Projection agentActivityProjection() {
    return new Projection(
        NAME,
        1,
        Selection.category("conversation"),
        List.of(
            new ProjectionTable("agent_activity", HOURS), new ProjectionTable("agent_runs", RUNS)),
        new CountingActivity());
  }
}
