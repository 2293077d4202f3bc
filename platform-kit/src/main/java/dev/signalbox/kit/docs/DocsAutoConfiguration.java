package dev.signalbox.kit.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.signalbox.kit.security.Caller;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API description of a service that has springdoc. */
@AutoConfiguration
@ConditionalOnClass(ModelResolver.class)
public class DocsAutoConfiguration {

  /** JSON of any shape is said to be that; and who calls is read from the token, not sent. */
  public DocsAutoConfiguration() {
    SpringDocUtils.getConfig()
        .replaceWithSchema(JsonNode.class, new Schema<>())
        .replaceWithSchema(ObjectNode.class, new ObjectSchema())
        .addRequestWrapperToIgnore(Caller.class);
  }

  /** Names fields as the API does; springdoc reads types with a mapper of its own. */
  @Bean
  ModelResolver snakeCaseFields() {
    return new ModelResolver(
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
        .openapi31(true);
  }
}
