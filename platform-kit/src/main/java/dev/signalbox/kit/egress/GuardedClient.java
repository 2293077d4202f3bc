package dev.signalbox.kit.egress;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP client for addresses that somebody else named: it connects to none but those its guard
 * resolved. It follows no redirect, keeps no cookie, unpacks no encoding and asks nothing twice.
 *
 * @param perHost connections one host may take
 * @param total connections all hosts may take
 * @param connectTimeout for a connection of the pool, the TCP connection and TLS
 * @param longestSilence after which a connection counts as dead
 */
public record GuardedClient(
    String userAgent, int perHost, int total, Duration connectTimeout, Duration longestSilence) {

  private static final Duration CHECK_AFTER_IDLE = Duration.ofMillis(250);

  /** Opens it; to be closed by whoever opened it. */
  public CloseableHttpClient open(AddressGuard guard) {
    return HttpClientBuilder.create()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedResolver(guard))
                .setMaxConnPerRoute(perHost)
                .setMaxConnTotal(total)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .setValidateAfterInactivity(TimeValue.of(CHECK_AFTER_IDLE))
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(connectTimeout))
                .setResponseTimeout(Timeout.of(longestSilence))
                .build())
        .disableRedirectHandling()
        .disableCookieManagement()
        // A small answer that unpacks to a large one is not unpacked.
        .disableContentCompression()
        .disableAutomaticRetries()
        .disableAuthCaching()
        .setUserAgent(userAgent)
        .build();
  }
}
