package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.http.RequestHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which handler answers which path; the first that fits. */
final class Routes {

  private final List<Route> routes = new ArrayList<>();

  private record Route(Pattern path, RequestHandler handler) {}

  /**
   * Adds a route.
   *
   * @param end regular expression for how the decoded path ends
   */
  Routes add(String end, RequestHandler handler) {
    routes.add(new Route(Pattern.compile(end + '$'), handler));
    return this;
  }

  Optional<RequestHandler> of(Request request) {
    String path = request.path();
    return routes.stream()
        .filter(route -> route.path().matcher(path).find())
        .map(Route::handler)
        .findFirst();
  }
}
