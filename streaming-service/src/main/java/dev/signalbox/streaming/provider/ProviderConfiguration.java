package dev.signalbox.streaming.provider;

import dev.signalbox.kit.http.Peers;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.validation.Validator;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogueProperties.class)
class ProviderConfiguration {

  @Bean
  Catalogue catalogue(CatalogueProperties properties, Peers peers, Clock clock) {
    return new Catalogue(properties, peers.simulator(), clock);
  }

  @Bean
  @ConditionalOnExpression("!'${signalbox.streaming.catalogue:}'.isEmpty()")
  CatalogueWatch catalogueWatch(
      Catalogue catalogue,
      CatalogueProperties properties,
      ConfigurableEnvironment environment,
      Validator mvcValidator) {
    return new CatalogueWatch(
        catalogue, new CatalogueFile(Path.of(properties.catalogue()), environment, mvcValidator));
  }
}
