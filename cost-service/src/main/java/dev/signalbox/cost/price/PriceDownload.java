package dev.signalbox.cost.price;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Opens the file of a price source, and no more of it than is taken. */
@Component
class PriceDownload {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE_ANSWER = Duration.ofMinutes(2);
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final long limit;
  private final Duration timeout;

  @Autowired
  PriceDownload(PriceSettings settings) {
    this(settings, WHOLE_ANSWER);
  }

  PriceDownload(PriceSettings settings, Duration timeout) {
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
        : fetch(location);
  }

  private InputStream fetch(URI location) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            HttpRequest.newBuilder(location).build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), limit));
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != OK) {
        throw new IOException("it answered with status " + response.statusCode());
      }
      return new ByteArrayInputStream(response.body());
    } catch (ExecutionException e) {
      throw new IOException("it could not be fetched: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException("it took longer than " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      answer.cancel(true);
    }
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
