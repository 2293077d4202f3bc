package dev.signalbox.streaming.resume;

import dev.signalbox.kit.housekeeping.Expiry;
import dev.signalbox.streaming.attempt.AttemptProperties;
import dev.signalbox.streaming.attempt.WireProtocols;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ResumeProperties.class)
class ResumeConfiguration {

  @Bean
  Streams streams(JdbcClient database, JsonMapper json, ResumeProperties properties) {
    return new Streams(database, json, properties);
  }

  @Bean
  Expiry streamsExpire(ResumeProperties properties) {
    return Streams.expiry(properties.keep());
  }

  @Bean
  StreamEvents streamEvents(
      JdbcClient database, PlatformTransactionManager transactions, JsonMapper json) {
    return new StreamEvents(database, new TransactionTemplate(transactions), json);
  }

  @Bean
  StreamWriter streamWriter(
      StreamEvents events, ResumeProperties properties, MeterRegistry registry) {
    Timer timer =
        Timer.builder("signalbox.streaming.resume.store")
            .description("What storing adds to a resumable stream before each time it sends")
            .publishPercentileHistogram()
            .register(registry);
    return new StreamWriter(events, properties, timer);
  }

  @Bean
  StreamEndings streamEndings(WireProtocols protocols) {
    return new StreamEndings(protocols);
  }

  @Bean
  RunningStreams runningStreams(
      Streams streams,
      StreamWriter writer,
      StreamEndings endings,
      ResumeProperties properties,
      Clock clock,
      MeterRegistry registry) {
    RunningStreams running = new RunningStreams(streams, writer, endings, properties, clock);
    Gauge.builder("signalbox.streaming.resume.running", running, RunningStreams::count)
        .description("Resumable streams that this process runs")
        .register(registry);
    return running;
  }

  @Bean
  StreamNews streamNews(Streams streams, ResumeProperties properties) {
    return new StreamNews(streams, properties.look());
  }

  @Bean
  ResumableStreams resumableStreams(
      Streams streams,
      StreamEvents events,
      StreamEndings endings,
      RunningStreams running,
      StreamNews news,
      ResumeProperties properties,
      Clock clock,
      AttemptProperties attempts) {
    return new ResumableStreams(
        streams, events, endings, running, news, properties, clock, attempts.keepAlive());
  }

  @Bean
  StreamUpkeep streamUpkeep(
      RunningStreams running,
      Streams streams,
      StreamEvents events,
      ResumableStreams resumable,
      ResumeProperties properties) {
    return new StreamUpkeep(running, streams, events, resumable, properties);
  }
}
