package dev.signalbox.routing.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * One call of streaming-service, read piece by piece. {@link #close} from any thread ends it and
 * its connection.
 */
final class ModelExchange implements AutoCloseable {

  private final HttpClient client;
  private final HttpRequest request;
  private final JsonMapper json;
  private final String requestedModel;
  private final int maxCharacters;
  private final Consumer<ModelAnswer> onAnswer;
  private @Nullable CompletableFuture<HttpResponse<InputStream>> pending;
  private @Nullable ChunkReader chunks;
  private boolean closed;

  ModelExchange(
      HttpClient client,
      HttpRequest request,
      JsonMapper json,
      String requestedModel,
      int maxCharacters,
      Consumer<ModelAnswer> onAnswer) {
    this.client = client;
    this.request = request;
    this.json = json;
    this.requestedModel = requestedModel;
    this.maxCharacters = maxCharacters;
    this.onAnswer = onAnswer;
  }

  /**
   * The next response, null after the last. The first call sends the request.
   *
   * @throws ModelException when there is no answer or not all of it
   */
  @Nullable ChatResponse next() {
    try {
      ChunkReader reader = chunks;
      if (reader == null) {
        reader = open();
        chunks = reader;
      }
      return reader.next();
    } catch (IOException e) {
      throw new ModelException(
          ModelFailure.ANSWER_CUT_OFF, "The connection to the model broke in mid-answer.", e);
    }
  }

  private ChunkReader open() {
    HttpResponse<InputStream> response = await(send());
    if (response.statusCode() != 200) {
      throw ModelErrors.of(response.statusCode(), response.body(), json);
    }
    ModelAnswer answer = ModelAnswer.of(response.headers(), requestedModel);
    onAnswer.accept(answer);
    return new ChunkReader(response.body(), json, answer, maxCharacters);
  }

  private synchronized CompletableFuture<HttpResponse<InputStream>> send() {
    if (closed) {
      throw new CancellationException("The call was cancelled before it was made");
    }
    CompletableFuture<HttpResponse<InputStream>> sent =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    pending = sent;
    return sent;
  }

  private static HttpResponse<InputStream> await(
      CompletableFuture<HttpResponse<InputStream>> sent) {
    try {
      return sent.get();
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for the model");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HttpTimeoutException timeout
          && !(timeout instanceof java.net.http.HttpConnectTimeoutException)) {
        throw new ModelException(
            ModelFailure.DEADLINE_EXCEEDED, "The model did not begin to answer in time.", e);
      }
      throw new ModelException(
          ModelFailure.PROVIDER_UNAVAILABLE,
          "The model gateway cannot be reached; try again later.",
          e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    CompletableFuture<HttpResponse<InputStream>> sent = pending;
    if (sent == null) {
      return;
    }
    if (!sent.cancel(true) && !sent.isCompletedExceptionally()) {
      try {
        sent.join().body().close();
      } catch (IOException e) {
        // It was to be closed, and an input stream that fails to close has no connection left.
        return;
      }
    }
  }
}
