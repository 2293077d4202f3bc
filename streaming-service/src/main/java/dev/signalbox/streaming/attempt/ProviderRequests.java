package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.provider.Target;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

/** Makes the requests that go to providers: nothing of the caller's but the body goes along. */
final class ProviderRequests {

  private final HttpClient client;
  private final AttemptProperties limits;

  ProviderRequests(HttpClient client, AttemptProperties limits) {
    this.client = client;
    this.limits = limits;
  }

  ProviderExchange open(Target target, ChatCall call) {
    boolean stream = call.request().stream();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.chatEndpoint())
            // Not HTTP/2: its client takes in megabytes of a stream that nobody reads.
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .header("Accept", stream ? "text/event-stream" : "application/json")
            .header("User-Agent", "signalbox")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(call.request().bodyFor(target.wireModel())));
    target.credential().headers().forEach(request::setHeader);
    if (target.simulated()) {
      call.simulatorHeaders().forEach(request::setHeader);
    }
    return new ProviderExchange(client, request.build(), stream, limits);
  }
}
