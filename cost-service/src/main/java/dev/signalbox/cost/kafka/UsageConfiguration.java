package dev.signalbox.cost.kafka;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerPostProcessor;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class UsageConfiguration {

  private static final long PAUSE_MILLISECONDS = 10;

  /**
   * Lets events gather after each batch. One that comes alone is taken at once, as the consumer
   * waits for it by then.
   */
  @Bean
  ContainerPostProcessor<byte[], byte[], ConcurrentMessageListenerContainer<byte[], byte[]>>
      pausesBetweenBatches() {
    return container -> container.getContainerProperties().setIdleBetweenPolls(PAUSE_MILLISECONDS);
  }
}
