package dev.signalbox.cost.price;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.egress.GuardedClient;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Opens the file of a price source, and no more of it than is taken. It connects to no address but
 * those its guard resolved, wherever it is led.
 */
@Component
class PriceDownload implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE_ANSWER = Duration.ofMinutes(2);
  private static final int OK = 200;
  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_DOWNLOADS = 5;

  private final CloseableHttpClient client;
  private final long limit;
  private final Duration timeout;

  @Autowired
  PriceDownload(PriceSettings settings) {
    this(settings, WHOLE_ANSWER);
  }

  PriceDownload(PriceSettings settings, Duration timeout) {
    this.client =
        // The whole answer has a time of its own, which is over before that of a silence.
        new GuardedClient(
                "signalbox-cost", MOST_DOWNLOADS, MOST_DOWNLOADS, CONNECT, timeout.multipliedBy(2))
            .open(new AddressGuard(settings.allowPrivateAddresses()));
    this.limit = settings.maxDownload().toBytes();
    this.timeout = timeout;
  }

  /**
   * Opens the file.
   *
   * @throws IOException if it is not there, takes too long, or while it is read turns out too large
   */
  InputStream open(URI location) throws IOException {
    return location.getScheme().equals("file")
        ? new Limited(Files.newInputStream(Path.of(location)), limit)
        : new ByteArrayInputStream(fetchInTime(location));
  }

  private byte[] fetchInTime(URI location) throws IOException {
    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<byte[]> file = thread.submit(() -> fetch(location));
      try {
        return file.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw new IOException("it could not be fetched: " + e.getCause(), e);
      } catch (TimeoutException e) {
        throw new IOException("it took longer than " + timeout, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        // Ends a connection that is still read from.
        file.cancel(true);
      }
    }
  }

  private byte[] fetch(URI location) throws IOException {
    URI next = location;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpGet get = new HttpGet(next);
      try (ClassicHttpResponse answer = client.executeOpen(null, get, null)) {
        Optional<URI> elsewhere = elsewhere(next, answer);
        if (elsewhere.isEmpty()) {
          return body(answer);
        }
        next = elsewhere.get();
      } finally {
        // What is left of an answer is not waited for.
        get.cancel();
      }
    }
    throw new IOException("it leads on and on");
  }

  private byte[] body(ClassicHttpResponse answer) throws IOException {
    if (answer.getCode() != OK || answer.getEntity() == null) {
      throw new IOException("it answered with status " + answer.getCode());
    }
    return new Limited(answer.getEntity().getContent(), limit).readAllBytes();
  }

  /** Where the answer leads, if it does; never from a safe connection to an unsafe one. */
  private static Optional<URI> elsewhere(URI from, ClassicHttpResponse answer) throws IOException {
    Header location = answer.getFirstHeader(HttpHeaders.LOCATION);
    if (location == null) {
      return Optional.empty();
    }
    return switch (answer.getCode()) {
      case 301, 302, 303, 307, 308 -> Optional.of(checked(from, location.getValue()));
      default -> Optional.empty();
    };
  }

  private static URI checked(URI from, String location) throws IOException {
    try {
      URI to = from.resolve(location);
      if ("https".equals(to.getScheme())
          || ("http".equals(to.getScheme()) && "http".equals(from.getScheme()))) {
        return to;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("it leads to what is no address", e);
    }
    throw new IOException("it leads to where a price file is not looked for");
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream file, long limit) {
      super(file);
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      take(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int taken = super.read(target, offset, length);
      take(Math.max(taken, 0));
      return taken;
    }

    private void take(int bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new IOException("it is larger than signalbox.cost.prices.max-download");
      }
    }
  }
}
