package dev.signalbox.cost.alert;

import dev.signalbox.cost.egress.GuardedResolver;
import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.egress.AddressRefused;
import dev.signalbox.kit.secret.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls webhooks. It connects to no address but those its guard resolved, follows no redirect and
 * reads no answer but its status.
 */
final class Webhooks implements AutoCloseable {

  private static final int GONE = 410;
  private static final int MOST_CONNECTIONS = 16;

  private final CloseableHttpClient client;
  private final WebhookSignature signature;
  private final Clock clock;

  Webhooks(AlertSettings settings, AddressGuard guard, Clock clock) {
    Timeout timeout = Timeout.of(settings.timeout());
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new GuardedResolver(guard))
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    .setMaxConnPerRoute(MOST_CONNECTIONS)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setConnectTimeout(timeout).build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(timeout)
                    .setResponseTimeout(timeout)
                    .build())
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .setUserAgent("signalbox-cost")
            .build();
    this.signature = new WebhookSignature(settings.signingSecret());
    this.clock = clock;
  }

  Sending send(Delivery delivery) {
    HttpPost post = post(delivery);
    try (ClassicHttpResponse answer = client.executeOpen(null, post, null)) {
      int status = answer.getCode();
      // What else it says is nobody's concern, however long it is.
      post.cancel();
      if (status == GONE) {
        return new Sending.Unwanted();
      }
      return status >= 200 && status < 300
          ? new Sending.Delivered()
          : new Sending.Failed("status " + status);
    } catch (AddressRefused e) {
      return new Sending.Failed("the host leads to an address that may not be called");
    } catch (UnknownHostException e) {
      return new Sending.Failed("the host is not known");
    } catch (IOException e) {
      return new Sending.Failed(e.getClass().getSimpleName());
    }
  }

  private HttpPost post(Delivery delivery) {
    Instant now = clock.instant();
    String body =
        "{\"type\":\"signalbox.budget.alerted.v1\",\"id\":\"%s\",\"data\":%s}"
            .formatted(delivery.eventId(), delivery.alert());
    HttpPost post = new HttpPost(URI.create(delivery.target()));
    post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    post.setHeader("webhook-id", delivery.eventId());
    post.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
    post.setHeader("webhook-signature", signature.of(delivery.eventId(), now, body));
    return post;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
