package dev.signalbox.mcppool.call;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the record of a call tells.
 *
 * @param shownArguments names of arguments whose texts are recorded as they are
 */
@ConfigurationProperties("signalbox.mcp.audit")
record AuditProperties(@DefaultValue Set<String> shownArguments) {
  AuditProperties {
    shownArguments = Set.copyOf(shownArguments);
  }
}
