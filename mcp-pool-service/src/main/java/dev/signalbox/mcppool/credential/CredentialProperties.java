package dev.signalbox.mcppool.credential;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How credentials are sealed.
 *
 * @param secret 32 bytes in base64, the same for every replica and every start; blank: none are
 *     taken
 * @param previousSecrets those that credentials may still be sealed with, until they are rotated
 */
@ConfigurationProperties("signalbox.mcp.credentials")
record CredentialProperties(
    @DefaultValue("") String secret, @DefaultValue List<String> previousSecrets) {
  CredentialProperties {
    previousSecrets = List.copyOf(previousSecrets);
  }

  @Override
  public String toString() {
    return "CredentialProperties[hidden]";
  }
}
