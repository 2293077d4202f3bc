package dev.signalbox.routing.remote;

import dev.signalbox.kit.egress.AddressGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections to all agents that run elsewhere: bounded per host, and to no address but those
 * the guard resolved. No redirect is followed, no cookie kept, no encoding unpacked.
 */
final class RemoteConnections implements AutoCloseable {

  private static final Duration CHECK_AFTER_IDLE = Duration.ofMillis(250);

  /** No message has a later deadline than the gateway's longest. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private final CloseableHttpClient client;

  RemoteConnections(AddressGuard guard, RemoteProperties properties) {
    Timeout connectTimeout = Timeout.of(properties.connectTimeout());
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new GuardedResolver(guard))
                    .setMaxConnPerRoute(properties.maxConnectionsPerHost())
                    .setMaxConnTotal(properties.maxConnections())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(connectTimeout)
                            .setValidateAfterInactivity(TimeValue.of(CHECK_AFTER_IDLE))
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(connectTimeout)
                    .setResponseTimeout(Timeout.of(LONGEST_SILENCE))
                    .build())
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .setUserAgent("signalbox-routing")
            .build();
  }

  CloseableHttpClient client() {
    return client;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException ignored) {
      // Nothing more can be done with it.
    }
  }

  private record GuardedResolver(AddressGuard guard) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return guard.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
