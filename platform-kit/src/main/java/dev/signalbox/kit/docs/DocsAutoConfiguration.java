package dev.signalbox.kit.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** The API description of a service that has springdoc. */
@AutoConfiguration
@ConditionalOnClass(ModelResolver.class)
public class DocsAutoConfiguration {

  /** Names fields as the API does; springdoc reads types with a mapper of its own. */
  @Bean
  ModelResolver snakeCaseFields() {
    return new ModelResolver(
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
        .openapi31(true);
  }
}
