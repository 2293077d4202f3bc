package dev.signalbox.kit.measurement;

import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A process that publishes through one candidate, and writes events if it is told to. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class CandidateApplication {
  /** Arguments: what to do (drain, fill, live), topic, keys, events of each key. */
  public static void main(String[] arguments) throws Exception {
    SpringApplication application = new SpringApplication(CandidateApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    ConfigurableApplicationContext context = application.run();
    Candidate candidate = context.getBean(Candidate.class);
    System.out.println("READY");
    if (!arguments[0].equals("drain")) {
      new Load(
              candidate,
              context.getBean(TransactionTemplate.class),
              arguments[1],
              Integer.parseInt(arguments[2]),
              Integer.parseInt(arguments[3]))
          .run(arguments[0]);
      System.out.println("WRITTEN");
      if (arguments[0].equals("fill")) {
        Runtime.getRuntime().halt(0); // Nothing is to be published by this process.
      }
    } else {
      candidate.resume();
    }
    Thread.currentThread().join();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "candidate", havingValue = "kit")
  static class Kit {
    @Bean
    Candidate candidate(Outbox outbox, Events events) {
      return event ->
          outbox.publish(
              event.topic(),
              event.key(),
              events.create("signalbox.measurement.taken.v1", event.key(), event));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "candidate", havingValue = "namastack")
  @EnableScheduling
  static class Namastack {
    @Bean
    Candidate candidate(io.namastack.outbox.Outbox outbox) {
      return event -> outbox.schedule(event, event.key());
    }

    @Bean
    Producer<String, String> producer(KafkaProperties kafka) {
      Map<String, Object> properties = new HashMap<>(kafka.buildProducerProperties());
      properties.put(ProducerConfig.ACKS_CONFIG, "all");
      properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
      return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    @Bean
    SendingMeasured sendingMeasured(Producer<String, String> producer, JsonMapper json) {
      return new SendingMeasured(producer, json);
    }
  }

  /** The handler that Namastack calls for each record. */
  public static final class SendingMeasured
      implements io.namastack.outbox.handler.OutboxTypedHandler<Measured> {
    private final Producer<String, String> producer;
    private final JsonMapper json;

    SendingMeasured(Producer<String, String> producer, JsonMapper json) {
      this.producer = producer;
      this.json = json;
    }

    @Override
    public void handle(Measured event, io.namastack.outbox.handler.OutboxRecordMetadata metadata) {
      try {
        producer
            .send(
                new ProducerRecord<>(event.topic(), event.key(), json.writeValueAsString(event)))
            .get();
      } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "candidate", havingValue = "modulith")
  static class Modulith {
    @Bean
    Candidate candidate(
        ApplicationEventPublisher publisher, IncompleteEventPublications incomplete) {
      return new Candidate() {
        @Override
        public void publish(Measured event) {
          publisher.publishEvent(event);
        }

        @Override
        public void resume() {
          ResubmissionOptions options =
              ResubmissionOptions.defaults().withBatchSize(500).withMaxInFlight(1000);
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (true) {
                      incomplete.resubmitIncompletePublications(options);
                    }
                  });
        }
      };
    }
  }
}
