package dev.signalbox.registry.egress;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.egress.AddressRefused;
import dev.signalbox.kit.egress.GuardedClient;
import dev.signalbox.registry.agent.EndpointSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fetches a document whole, in a bounded time and of a bounded size. It connects to no address but
 * those its guard resolved, wherever it is led, and takes what it carries nowhere but where it was
 * told to.
 */
@Component
public final class Fetch implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 64;
  private static final int MOST_PER_HOST = 8;

  private final CloseableHttpClient client;
  private final EgressSettings settings;

  Fetch(EgressSettings settings, EndpointSettings endpoints) {
    this.settings = settings;
    this.client =
        new GuardedClient(
                "signalbox-agent-registry",
                MOST_PER_HOST,
                MOST_CONNECTIONS,
                settings.timeout(),
                settings.timeout())
            .open(new AddressGuard(endpoints.allowPrivateAddresses()));
  }

  /**
   * Fetches a document.
   *
   * @param headers sent along, but not to another host if the answer leads there
   * @throws FetchFailedException if there was no answer that could be read whole
   */
  public Fetched get(URI location, Map<String, String> headers) throws FetchFailedException {
    return inTime(settings.timeout(), start -> follow(location, headers, start));
  }

  /**
   * Posts JSON. Where the answer leads elsewhere, it is not followed.
   *
   * @param timeout of the answer, whole
   * @throws FetchFailedException if there was no answer that could be read whole
   */
  public Fetched post(URI location, Map<String, String> headers, String json, Duration timeout)
      throws FetchFailedException {
    HttpPost post = new HttpPost(location);
    headers.forEach(post::setHeader);
    post.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
    post.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(timeout))
            .setResponseTimeout(Timeout.of(timeout))
            .build());
    return inTime(timeout, start -> exchange(post, start));
  }

  private Fetched exchange(HttpPost post, long start) throws IOException {
    try (ClassicHttpResponse answer = client.executeOpen(null, post, null)) {
      return whole(answer, start);
    } finally {
      // What is left of an answer is not waited for.
      post.cancel();
    }
  }

  private Fetched inTime(Duration timeout, Exchange exchange) throws FetchFailedException {
    long start = System.nanoTime();
    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Fetched> answer = thread.submit(() -> exchange.run(start));
      try {
        return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw new FetchFailedException(reason(e.getCause()), since(start), e);
      } catch (TimeoutException e) {
        throw new FetchFailedException(
            "there was no whole answer within %,d ms".formatted(timeout.toMillis()),
            since(start),
            e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FetchFailedException("interrupted", since(start), e);
      } finally {
        // Ends a connection that is still read from.
        answer.cancel(true);
      }
    }
  }

  private Fetched follow(URI location, Map<String, String> headers, long start) throws IOException {
    URI next = location;
    for (int redirects = 0; redirects <= settings.maxRedirects(); redirects++) {
      HttpGet get = new HttpGet(next);
      if (sameHost(location, next)) {
        headers.forEach(get::setHeader);
      }
      try (ClassicHttpResponse answer = client.executeOpen(null, get, null)) {
        Optional<URI> elsewhere = elsewhere(next, answer);
        if (elsewhere.isEmpty()) {
          return whole(answer, start);
        }
        next = elsewhere.get();
      } finally {
        // What is left of an answer is not waited for.
        get.cancel();
      }
    }
    throw new UnusableAnswerException("it leads elsewhere again and again");
  }

  private Fetched whole(ClassicHttpResponse answer, long start) throws IOException {
    Header etag = answer.getFirstHeader(HttpHeaders.ETAG);
    return new Fetched(
        answer.getCode(),
        etag == null ? null : etag.getValue(),
        mediaType(answer),
        body(answer),
        since(start));
  }

  private static String mediaType(ClassicHttpResponse answer) {
    Header type = answer.getFirstHeader(HttpHeaders.CONTENT_TYPE);
    return type == null ? "" : type.getValue().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private byte[] body(ClassicHttpResponse answer) throws IOException {
    if (answer.getEntity() == null) {
      return new byte[0];
    }
    int limit = (int) settings.maxAnswer().toBytes();
    if (answer.getEntity().getContentLength() > limit) {
      throw tooLong();
    }
    try (InputStream content = answer.getEntity().getContent()) {
      byte[] body = content.readNBytes(limit + 1);
      if (body.length > limit) {
        throw tooLong();
      }
      return body;
    }
  }

  private UnusableAnswerException tooLong() {
    return new UnusableAnswerException(
        "the answer is longer than %,d bytes".formatted(settings.maxAnswer().toBytes()));
  }

  /** Where the answer leads, if it does; never from a safe connection to an unsafe one. */
  private static Optional<URI> elsewhere(URI from, ClassicHttpResponse answer)
      throws UnusableAnswerException {
    Header location = answer.getFirstHeader(HttpHeaders.LOCATION);
    if (location == null) {
      return Optional.empty();
    }
    return switch (answer.getCode()) {
      case 301, 302, 303, 307, 308 -> Optional.of(checked(from, location.getValue()));
      default -> Optional.empty();
    };
  }

  private static URI checked(URI from, String location) throws UnusableAnswerException {
    try {
      URI to = from.resolve(location);
      String scheme = to.getScheme().toLowerCase(Locale.ROOT);
      if (to.getHost() != null
          && (scheme.equals("https")
              || (scheme.equals("http") && from.getScheme().equalsIgnoreCase("http")))) {
        return to;
      }
    } catch (IllegalArgumentException e) {
      throw new UnusableAnswerException("it leads to what is no URL");
    }
    throw new UnusableAnswerException("it leads from https to what is not");
  }

  private static boolean sameHost(URI first, URI second) {
    return first.getScheme().equalsIgnoreCase(second.getScheme())
        && first.getHost().equalsIgnoreCase(second.getHost())
        && first.getPort() == second.getPort();
  }

  private static String reason(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> "it could not be fetched";
      case UnusableAnswerException unusable -> String.valueOf(unusable.getMessage());
      case AddressRefused _ -> "the host leads to an address that may not be called";
      case UnknownHostException _ -> "the host is not known";
      case ConnectionClosedException _ -> "the connection ended before the answer did";
      default -> "it could not be fetched (%s)".formatted(failure.getClass().getSimpleName());
    };
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  @FunctionalInterface
  private interface Exchange {
    Fetched run(long start) throws IOException;
  }

  private static final class UnusableAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableAnswerException(String message) {
      super(message);
    }
  }
}
