package dev.signalbox.routing.run;

import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.http.Peers;
import dev.signalbox.kit.http.PlatformHttp;
import dev.signalbox.kit.observability.CurrentTrace;
import dev.signalbox.routing.agent.KnownAgents;
import dev.signalbox.routing.conversation.Conversations;
import dev.signalbox.routing.conversation.MessageTokens;
import dev.signalbox.routing.conversation.Messages;
import dev.signalbox.routing.decision.ChooseAgent;
import dev.signalbox.routing.model.ChatCompletions;
import dev.signalbox.routing.model.ModelGateway;
import dev.signalbox.routing.relay.ComposeRelay;
import dev.signalbox.routing.relay.RelayProperties;
import dev.signalbox.routing.relay.Relays;
import dev.signalbox.routing.relay.Summaries;
import dev.signalbox.routing.relay.SummariseOlder;
import dev.signalbox.routing.relay.TokenBudgets;
import dev.signalbox.routing.runner.AgentRunner;
import dev.signalbox.routing.runner.BuiltInRunner;
import dev.signalbox.routing.runner.Runners;
import dev.signalbox.routing.tool.McpPool;
import dev.signalbox.routing.tool.PoolTools;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what answers messages. */
@Configuration(proxyBeanMethods = false)
class RunConfiguration {

  @Bean
  KnownAgents knownAgents(RoutingProperties properties) {
    return new KnownAgents(properties.maxAgents());
  }

  @Bean
  Conversations conversations(JdbcClient jdbc, Clock clock) {
    return new Conversations(jdbc, clock);
  }

  @Bean
  PinConversation pinConversation(KnownAgents agents, Conversations conversations) {
    return new PinConversation(agents, conversations);
  }

  @Bean
  Messages messages(JdbcClient jdbc) {
    return new Messages(jdbc);
  }

  @Bean
  Runs runs(JdbcClient jdbc, Clock clock, RoutingProperties properties) {
    return new Runs(jdbc, clock, properties.lease());
  }

  @Bean
  RunEvents runEvents(Events events, Outbox outbox) {
    return new RunEvents(events, outbox);
  }

  @Bean
  CloseLostRuns closeLostRuns(
      PlatformTransactionManager transactions, Runs runs, RunEvents events) {
    return new CloseLostRuns(new TransactionTemplate(transactions), runs, events);
  }

  @Bean
  LiveRuns liveRuns(
      Runs runs,
      Conversations conversations,
      CloseLostRuns closeLostRuns,
      Clock clock,
      RoutingProperties properties) {
    return new LiveRuns(runs, conversations, closeLostRuns, clock, properties);
  }

  @Bean
  Turns turns(DataSource database) {
    return new Turns(database);
  }

  @Bean
  Line line(JdbcClient jdbc, Turns turns, Runs runs, WaitingProperties properties, Clock clock) {
    return new Line(new WaitingMessages(jdbc), turns, runs, properties, clock);
  }

  @Bean
  ReceiveMessage receiveMessage(
      PlatformTransactionManager transactions,
      JdbcClient jdbc,
      Clock clock,
      RoutingProperties properties,
      MessageTokens tokens,
      Runs runs,
      RunEvents events,
      CloseLostRuns closeLostRuns,
      Line line,
      CurrentTrace trace,
      JsonMapper json) {
    return new ReceiveMessage(
        new TransactionTemplate(transactions),
        new ReceivedMessages(jdbc, clock, properties.lease()),
        tokens,
        runs,
        events,
        closeLostRuns,
        line,
        trace,
        json);
  }

  @Bean
  RouteMessage routeMessage(
      PlatformTransactionManager transactions,
      KnownAgents agents,
      ChooseAgent chooseAgent,
      DecideAgent decideAgent,
      Runs runs,
      RunEvents events,
      JsonMapper json,
      RoutingProperties properties,
      FallbackProperties fallback,
      Clock clock) {
    return new RouteMessage(
        new TransactionTemplate(transactions),
        agents,
        chooseAgent,
        decideAgent,
        runs,
        events,
        json,
        new Alternatives(agents, fallback),
        properties.agentsPatience(),
        clock);
  }

  @Bean
  PoolTools poolTools(PlatformHttp http, Peers peers, Clock clock, RoutingProperties properties) {
    RoutingProperties.Tools tools = properties.tools();
    return new PoolTools(
        new McpPool(http.restClient(peers.mcpPool().toString())),
        clock,
        tools.patience(),
        tools.remembered(),
        (int) tools.maxResult().toBytes());
  }

  @Bean
  ChatCompletions chatCompletions(JsonMapper json, RoutingProperties properties) {
    return new ChatCompletions(json, properties.maxAnswerCharacters());
  }

  @Bean
  ModelGateway modelGateway(
      PlatformHttp http, Peers peers, JsonMapper json, RoutingProperties properties) {
    return new ModelGateway(http, peers.streaming(), json, properties.maxAnswerCharacters());
  }

  @Bean
  AgentRunner builtInRunner(ModelGateway models, PoolTools tools, RoutingProperties properties) {
    return new BuiltInRunner(models, tools, properties.maxToolRounds());
  }

  @Bean
  Runners runners(List<AgentRunner> runners) {
    return new Runners(runners);
  }

  @Bean
  ComposeRelay composeRelay(
      Messages messages,
      Summaries summaries,
      MessageTokens tokens,
      RelayProperties relay,
      RoutingProperties properties) {
    return new ComposeRelay(
        messages,
        summaries,
        new TokenBudgets(relay.modelLimits(), properties.history().tokenLimit()),
        tokens,
        properties.history().maxMessages());
  }

  @Bean
  SilenceWatch silenceWatch() {
    return new SilenceWatch();
  }

  @Bean
  RunTimes runTimes(MeterRegistry meters) {
    return new RunTimes(meters);
  }

  @Bean
  AnswerRun answerRun(
      PlatformTransactionManager transactions,
      Runs runs,
      RunEvents events,
      JsonMapper json,
      ComposeRelay composeRelay,
      Relays relays,
      Runners runners,
      SilenceWatch silenceWatch,
      RunTimes times,
      Clock clock,
      FallbackProperties fallback,
      RoutingProperties properties) {
    return new AnswerRun(
        new AssignRun(
            new TransactionTemplate(transactions),
            runs,
            events,
            composeRelay,
            relays,
            json,
            properties.defaultModel()),
        runners,
        new AgentBreakers(fallback.breaker(), properties.maxAgents()),
        silenceWatch,
        times,
        clock,
        properties.maxAnswerCharacters());
  }

  @Bean
  SettleUsage settleUsage(
      PlatformHttp http, Peers peers, Clock clock, RoutingProperties properties) {
    return new SettleUsage(
        http.restClient(peers.streaming().toString()),
        http.restClient(peers.cost().toString()),
        clock,
        properties.settlePatience());
  }

  @Bean
  CloseRun closeRun(
      PlatformTransactionManager transactions,
      MessageTokens tokens,
      Runs runs,
      RunEvents events,
      JsonMapper json) {
    return new CloseRun(new TransactionTemplate(transactions), tokens, runs, events, json);
  }

  @Bean
  AnswerMessage answerMessage(
      EmbedAhead embedAhead,
      ReceiveMessage receiveMessage,
      RouteMessage routeMessage,
      AnswerRun answerRun,
      SettleUsage settleUsage,
      CloseRun closeRun,
      LiveRuns liveRuns,
      SummariseOlder summariseOlder,
      RunTimes times) {
    return new AnswerMessage(
        embedAhead,
        receiveMessage,
        routeMessage,
        answerRun,
        settleUsage,
        closeRun,
        liveRuns,
        summariseOlder,
        times);
  }
}
