package dev.signalbox.streaming.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.Protocol;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

class CatalogueFileTests {

  private static final URI SIMULATOR = URI.create("http://simulator:8110");

  private final StandardEnvironment environment = new StandardEnvironment();
  private final LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
  private Catalogue catalogue;
  private CatalogueWatch watch;
  private Path file;

  @BeforeEach
  void startWithOneProvider(@TempDir Path folder) {
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "started-with",
                Map.of(
                    "signalbox.streaming.providers.groq.base-url", "https://groq.test/v1",
                    "signalbox.streaming.providers.groq.api-key", "gsk")));
    environment.setConversionService(new ApplicationConversionService());
    validator.afterPropertiesSet();
    file = folder.resolve("catalogue.yaml");
    CatalogueFile reading = new CatalogueFile(file, environment, validator);
    catalogue =
        new Catalogue(
            new CatalogueProperties(
                Map.of(),
                List.of(),
                CatalogueProperties.Simulation.NEVER,
                file.toString(),
                Duration.ofSeconds(2)),
            SIMULATOR,
            Clock.systemUTC());
    watch = new CatalogueWatch(catalogue, reading);
  }

  @Test
  void whatTheFileSaysHoldsFromTheNextLookOn(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("key"), "sk-from-a-file\n");
    write(
        """
        signalbox.streaming:
          providers:
            mine:
              base-url: https://mine.test
              protocols: {anthropic-messages: /v1}
              auth: x-api-key
              api-key: file:%s/key
          models:
            - {name: mine/large, aliases: [large]}
        """
            .formatted(folder));

    watch.look();

    Target target = ((Resolution.Reachable) catalogue.models().named("large")).targets().getFirst();
    assertThat(target.endpoint().address(Protocol.ANTHROPIC_MESSAGES))
        .isEqualTo("https://mine.test/v1");
    assertThat(target.endpoint().credential().headers(SIMULATOR, new byte[0]))
        .isEqualTo(Map.of("x-api-key", "sk-from-a-file"));
    assertThat(catalogue.models().named("groq/llama")).isInstanceOf(Resolution.Reachable.class);

    write("signalbox.streaming: {}");
    watch.look();

    assertThat(catalogue.models().named("large")).isInstanceOf(Resolution.Unknown.class);
  }

  @Test
  void aFileThatIsNoCatalogueLeavesAllAsItWas() throws IOException {
    write("signalbox.streaming.providers.mine: {base-url: https://mine.test, auth: none}");
    watch.look();

    for (String broken :
        List.of(
            "signalbox: [",
            "signalbox.streaming.providers.mine: {base-url: nonsense}",
            "signalbox.streaming.providers.mine: {protocols: {telepathy: /v1}}",
            "signalbox.streaming.models: [{name: without-a-provider}]",
            "signalbox.streaming.providers.mine: {api-key: 'file:/nowhere/at/all'}")) {
      write(broken);
      watch.look();

      assertThat(catalogue.models().named("mine/any"))
          .as(broken)
          .isInstanceOf(Resolution.Reachable.class);
    }
  }

  private void write(String content) throws IOException {
    Files.writeString(file, content);
  }
}
