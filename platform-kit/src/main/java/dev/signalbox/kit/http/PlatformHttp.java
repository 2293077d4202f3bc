package dev.signalbox.kit.http;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls to other services of the platform: they carry the trace, the request's id and deadline and
 * the caller's token, and end with the deadline.
 */
public final class PlatformHttp {
  private final HttpClient client;
  private final ClientProperties properties;
  private final CallHeaders headers;
  private final Clock clock;
  private final JsonMapper tolerant;
  private final ObservationRegistry observations;
  private final HostPermits permits;

  PlatformHttp(
      HttpClient client,
      ClientProperties properties,
      CallHeaders headers,
      Clock clock,
      JsonMapper json,
      ObservationRegistry observations) {
    this.client = client;
    this.properties = properties;
    this.headers = headers;
    this.clock = clock;
    this.tolerant =
        json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    this.observations = observations;
    this.permits = new HostPermits(properties.maxConcurrentPerHost());
  }

  /**
   * A client for JSON calls. It reads answers tolerantly: fields that are new to us do no harm.
   *
   * @param baseUrl one of {@link Peers}
   */
  public RestClient restClient(String baseUrl) {
    return RestClient.builder()
        .baseUrl(baseUrl)
        .observationRegistry(observations)
        .requestFactory(requests())
        .requestInterceptor(this::carryOn)
        .configureMessageConverters(
            converters ->
                converters
                    .registerDefaults()
                    .withJsonConverter(new JacksonJsonHttpMessageConverter(tolerant)))
        .build();
  }

  /**
   * The start of a request for {@link #client()}, with every header set and the time until the
   * deadline as its timeout (the JDK's client counts it until the answer's headers).
   *
   * @throws ProblemException {@code deadline_exceeded} if no time is left
   */
  public java.net.http.HttpRequest.Builder request(URI uri) {
    java.net.http.HttpRequest.Builder request =
        java.net.http.HttpRequest.newBuilder(uri).timeout(remaining());
    headers.current().forEach(request::setHeader);
    return request;
  }

  /** The client itself, for answers that are read as a stream. HTTP/1.1, no redirects. */
  public HttpClient client() {
    return client;
  }

  private ClientHttpResponse carryOn(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    headers
        .current()
        .forEach(
            (name, value) -> {
              if (!request.getHeaders().containsHeader(name)) {
                request.getHeaders().set(name, value);
              }
            });
    Runnable release = permits.acquire(request.getURI(), remaining());
    try {
      return new PermittedResponse(execution.execute(request, body), release);
    } catch (IOException | RuntimeException e) {
      release.run();
      throw e;
    }
  }

  private ClientHttpRequestFactory requests() {
    return (uri, method) -> {
      JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(client);
      factory.setReadTimeout(remaining());
      return factory.createRequest(uri, method);
    };
  }

  private Duration remaining() {
    RequestContext context = RequestContext.current();
    if (context == null) {
      return properties.defaultTimeout();
    }
    Duration remaining = context.deadline().remaining(clock);
    if (remaining.isZero()) {
      throw new ProblemException(
          CommonProblem.DEADLINE_EXCEEDED, "No time was left to call another service");
    }
    return remaining;
  }
}
