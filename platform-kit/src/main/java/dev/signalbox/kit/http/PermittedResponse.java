package dev.signalbox.kit.http;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** An answer whose call counts as running until it is closed. */
record PermittedResponse(ClientHttpResponse answer, Runnable release)
    implements ClientHttpResponse {
  @Override
  public HttpStatusCode getStatusCode() throws IOException {
    return answer.getStatusCode();
  }

  @Override
  public String getStatusText() throws IOException {
    return answer.getStatusText();
  }

  @Override
  public HttpHeaders getHeaders() {
    return answer.getHeaders();
  }

  @Override
  public InputStream getBody() throws IOException {
    return answer.getBody();
  }

  @Override
  public void close() {
    try {
      answer.close();
    } finally {
      release.run();
    }
  }
}
