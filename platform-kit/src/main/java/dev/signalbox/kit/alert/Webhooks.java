package dev.signalbox.kit.alert;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.egress.AddressRefused;
import dev.signalbox.kit.egress.GuardedClient;
import dev.signalbox.kit.secret.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/**
 * Calls webhooks as Standard Webhooks 1.0.0 has it. It follows no redirect and reads no answer but
 * its status.
 */
public final class Webhooks implements AutoCloseable {

  private static final int GONE = 410;
  private static final int MOST_CONNECTIONS = 16;

  private final CloseableHttpClient client;
  private final String type;
  private final @Nullable WebhookSignature signature;
  private final Clock clock;

  /**
   * @param type of the event that is told of
   * @param secret what calls are signed with; none is made if it is empty
   * @param timeout of a connection, and of an answer
   */
  public Webhooks(String type, String secret, Duration timeout, AddressGuard guard, Clock clock) {
    this.client =
        new GuardedClient(
                "signalbox-webhooks", MOST_CONNECTIONS, MOST_CONNECTIONS, timeout, timeout)
            .open(guard);
    this.type = type;
    this.signature = secret.isEmpty() ? null : new WebhookSignature(secret);
    this.clock = clock;
  }

  Sending send(Delivery delivery) {
    WebhookSignature signing = signature;
    if (signing == null) {
      return new Sending.Failed("there is no signing-secret");
    }
    HttpPost post = post(delivery, signing);
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

  private HttpPost post(Delivery delivery, WebhookSignature signing) {
    Instant now = clock.instant();
    String body =
        "{\"type\":\"%s\",\"id\":\"%s\",\"data\":%s}"
            .formatted(type, delivery.eventId(), delivery.alert());
    HttpPost post = new HttpPost(URI.create(delivery.target()));
    post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    post.setHeader("webhook-id", delivery.eventId());
    post.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
    post.setHeader("webhook-signature", signing.of(delivery.eventId(), now, body));
    return post;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
