package dev.signalbox.kit.web;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets {@code %2F} through to where paths are matched, segment by segment and still encoded: names
 * of streams and models have slashes. Everything else that a firewall refuses is still refused. To
 * be imported by services that have such names in their paths.
 */
@Configuration(proxyBeanMethods = false)
public class EncodedSlashes {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashesInPaths() {
    return factory ->
        factory.addConnectorCustomizers(
            connector ->
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue()));
  }

  @Bean
  HttpFirewall firewallWithEncodedSlashes() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowUrlEncodedSlash(true);
    return firewall;
  }
}
