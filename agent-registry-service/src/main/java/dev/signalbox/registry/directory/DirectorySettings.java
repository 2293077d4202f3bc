package dev.signalbox.registry.directory;

import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Under which names others find what is here.
 *
 * @param publicUrl where the gateway is, for others
 * @param publisher the domain that names begin with
 * @param displayName what people call this place
 */
@ConfigurationProperties("signalbox.registry.directory")
public record DirectorySettings(
    @DefaultValue("http://localhost:8080") URI publicUrl,
    @DefaultValue("localhost") String publisher,
    @DefaultValue("Signalbox") String displayName) {

  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)*");

  public DirectorySettings {
    if (publicUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "signalbox.registry.directory.public-url must be a URL with a host");
    }
    if (!DOMAIN.matcher(publisher).matches()) {
      throw new IllegalArgumentException(
          "signalbox.registry.directory.publisher must be a domain in lower case");
    }
  }

  String url(String path) {
    return publicUrl.toString().replaceFirst("/+$", "") + path;
  }
}
