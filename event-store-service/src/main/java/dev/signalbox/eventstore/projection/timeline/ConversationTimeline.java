package dev.signalbox.eventstore.projection.timeline;

import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.projection.Projection;
import dev.signalbox.eventstore.projection.ProjectionTable;
import dev.signalbox.eventstore.projection.SqlHandler;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One row for each event of a conversation, whatever its type. Of the data it keeps ids, figures
 * and outcomes; texts and people stay in the log alone.
 */
@Configuration(proxyBeanMethods = false)
public class ConversationTimeline {

  public static final String NAME = "conversation-timeline";

  private static final String TABLE =
      """
      create table {conversation_timeline} (
        conversation_id text not null,
        version         bigint not null,
        event_id        text not null,
        type            text not null,
        kind            text not null,
        occurred_at     timestamptz not null,
        recorded_at     timestamptz not null,
        message_id      text,
        run_id          text,
        agent_id        text,
        attempt_id      text,
        details         jsonb not null,
        primary key (conversation_id, version)
      )
      """;

  private static final String ADD =
      """
      insert into {conversation_timeline} (conversation_id, version, event_id, type, kind, occurred_at, recorded_at,
                                           message_id, run_id, agent_id, attempt_id, details)
      select split_part(e.stream, '/', 2), e.version, e.id, e.type,
             case e.type
               when 'signalbox.conversation.started.v1' then 'conversation_started'
               when 'signalbox.conversation.message-received.v1' then 'message_received'
               when 'signalbox.conversation.routed.v1' then 'routed'
               when 'signalbox.attempt.started.v1' then 'attempt_started'
               when 'signalbox.usage.recorded.v1' then 'usage_recorded'
               when 'signalbox.cost.recorded.v1' then 'cost_recorded'
               when 'signalbox.conversation.answered.v1' then 'answered'
               when 'signalbox.conversation.answer-failed.v1' then 'answer_failed'
               else 'other'
             end,
             e.occurred_at, e.recorded_at, e.data ->> 'message_id', e.data ->> 'run_id', e.data ->> 'agent_id',
             e.data ->> 'attempt_id',
             coalesce((select jsonb_object_agg(d.key, d.value)
                         from jsonb_each(case jsonb_typeof(e.data) when 'object' then e.data end) as d
                        where d.value <> 'null'
                          and d.key in ('answer_id', 'attempt_ids', 'basis', 'buckets', 'candidates', 'complexity',
                                        'confidence', 'cost_usd', 'decision', 'ended_at', 'finish_reason',
                                        'first_token_at', 'input_cost', 'input_tokens', 'model', 'outcome',
                                        'output_cost', 'output_tokens', 'partial_answer_id', 'price_id', 'provider',
                                        'reason', 'requested_model', 'simulated', 'started_at', 'status',
                                        'usage_source')), '{}')
        from jsonb_to_recordset(:events::jsonb)
             as e (id text, stream text, version bigint, type text, occurred_at timestamptz, recorded_at timestamptz,
                   data jsonb)
      """;

  @Bean
  public Projection conversationTimelineProjection() {
    return new Projection(
        NAME,
        1,
        Selection.category("conversation"),
        List.of(new ProjectionTable("conversation_timeline", TABLE)),
        new SqlHandler(ADD));
  }
}
