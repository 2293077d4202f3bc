package dev.signalbox.streaming.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.validation.Validator;

/** Reads a catalogue that lies in a file, over the one the service was started with. */
final class CatalogueFile {

  private static final String PREFIX = "signalbox.streaming";

  private final Path file;
  private final ConfigurableEnvironment environment;
  private final Validator validator;

  CatalogueFile(Path file, ConfigurableEnvironment environment, Validator validator) {
    this.file = file;
    this.environment = environment;
    this.validator = validator;
  }

  /** The bytes that it is made of. */
  byte[] content() throws IOException {
    return Files.readAllBytes(file);
  }

  /**
   * The catalogue with the file's entries before all others.
   *
   * @throws RuntimeException when the file is no catalogue; the message says what is wrong with it
   */
  CatalogueProperties read() throws IOException {
    List<PropertySource<?>> sources =
        new ArrayList<>(
            new YamlPropertySourceLoader().load("catalogue", new FileSystemResource(file)));
    environment.getPropertySources().forEach(sources::add);
    return new Binder(
            ConfigurationPropertySources.from(sources),
            new PropertySourcesPlaceholdersResolver(sources))
        .bindOrCreate(
            PREFIX, Bindable.of(CatalogueProperties.class), new ValidationBindHandler(validator));
  }
}
