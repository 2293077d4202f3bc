package dev.signalbox.routing.remote;

import dev.signalbox.kit.egress.AddressRefused;
import dev.signalbox.routing.model.ModelException;
import dev.signalbox.routing.model.ModelFailure;
import dev.signalbox.routing.runner.AgentException;
import dev.signalbox.routing.runner.AgentFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * One call of an agent. {@link #cancel} from any thread ends it and its connection; so does {@link
 * #close} unless the answer was read to its end.
 */
final class RemoteCall implements AutoCloseable {

  private final CloseableHttpClient client;
  private final HttpPost request;
  private final int maxBody;
  private @Nullable ClassicHttpResponse response;
  private boolean readToItsEnd;

  RemoteCall(CloseableHttpClient client, HttpPost request, int maxBody) {
    this.client = client;
    this.request = request;
    this.maxBody = maxBody;
  }

  /**
   * Sends it and waits for the answer to begin.
   *
   * @return its status
   * @throws AgentException when nobody answers
   */
  int send() {
    try {
      ClassicHttpResponse answer = client.executeOpen(null, request, null);
      response = answer;
      return answer.getCode();
    } catch (AddressRefused e) {
      throw new AgentException(
          AgentFailure.AGENT_ADDRESS_REFUSED,
          "The agent is at a private, loopback or otherwise special address, and those are not"
              + " called unless signalbox.routing.remote.allow-private-addresses says so.",
          e);
    } catch (ConnectException | UnknownHostException e) {
      throw new AgentException(
          AgentFailure.AGENT_UNAVAILABLE, "The agent cannot be reached; try again later.", e);
    } catch (IOException | IllegalStateException e) {
      // The latter is what becomes of a call that is cancelled before it is made.
      throw new AgentException(
          AgentFailure.AGENT_UNAVAILABLE, "The connection to the agent broke.", e);
    }
  }

  /** The failure behind a status that is no success. */
  static AgentException refused(int status) {
    if (status >= 300 && status < 400) {
      return new AgentException(
          AgentFailure.AGENT_REFUSED,
          "The agent answered %d; redirects of agents are not followed.".formatted(status));
    }
    AgentFailure failure =
        switch (status) {
          case 408, 504 -> AgentFailure.AGENT_TIMED_OUT;
          case 429, 503 -> AgentFailure.AGENT_UNAVAILABLE;
          default -> status >= 500 ? AgentFailure.AGENT_ERROR : AgentFailure.AGENT_REFUSED;
        };
    return new AgentException(failure, "The agent answered with status " + status + ".");
  }

  /** What the answer is, without parameters and in lower case; empty if it does not say. */
  String mediaType() {
    HttpEntity entity = entity();
    ContentType type = entity == null ? null : ContentType.parseLenient(entity.getContentType());
    return type == null || type.getMimeType() == null
        ? ""
        : type.getMimeType().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * Whether the end of the answer can be told from a connection that broke (RFC 9112, section 6.3).
   */
  boolean saysWhereItEnds() {
    HttpEntity entity = entity();
    return entity != null && (entity.isChunked() || entity.getContentLength() >= 0);
  }

  /**
   * All of the answer.
   *
   * @throws ModelException when it is longer than is taken, or ends early
   */
  byte[] body() {
    try {
      byte[] bytes = stream().readNBytes(maxBody + 1);
      if (bytes.length > maxBody) {
        throw new ModelException(
            ModelFailure.ANSWER_TOO_LONG, "The answer is longer than " + maxBody + " bytes.");
      }
      wasReadToItsEnd();
      return bytes;
    } catch (IOException e) {
      throw cutOff(e);
    }
  }

  InputStream stream() throws IOException {
    HttpEntity entity = entity();
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  /** The connection may be used again. */
  void wasReadToItsEnd() {
    readToItsEnd = true;
  }

  static ModelException cutOff(@Nullable Exception cause) {
    return new ModelException(
        ModelFailure.ANSWER_CUT_OFF, "The answer of the agent ended in the middle.", cause);
  }

  private @Nullable HttpEntity entity() {
    return response == null ? null : response.getEntity();
  }

  void cancel() {
    request.cancel();
  }

  @Override
  public void close() {
    if (!readToItsEnd) {
      // Closing alone would read on to the end.
      request.cancel();
    }
    if (response != null) {
      try {
        response.close();
      } catch (IOException ignored) {
        // Its connection is given up.
      }
    }
  }
}
