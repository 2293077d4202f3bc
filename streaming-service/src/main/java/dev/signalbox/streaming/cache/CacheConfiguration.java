package dev.signalbox.streaming.cache;

import dev.signalbox.kit.housekeeping.Expiry;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CacheProperties.class)
class CacheConfiguration {

  @Bean
  CachedAnswers cachedAnswers(JdbcClient database, JsonMapper json) {
    return new CachedAnswers(database, json);
  }

  @Bean
  CachingKeys cachingKeys(JdbcClient database, CacheProperties properties) {
    return new CachingKeys(database, properties.maxKeys());
  }

  @Bean
  AnswerCache answerCache(
      CachedAnswers answers, CachingKeys keys, CacheProperties properties, MeterRegistry registry) {
    return new AnswerCache(answers, keys, properties, registry);
  }

  @Bean
  Expiry cachedAnswersExpire() {
    return CachedAnswers.EXPIRY;
  }

  @Bean
  CacheUpkeep cacheUpkeep(CachedAnswers answers, CachingKeys keys, CacheProperties properties) {
    return new CacheUpkeep(answers, keys, properties);
  }
}
