package dev.signalbox.mcppool.catalogue;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.catalogue.ReadyMadeServer.Way;
import dev.signalbox.mcppool.server.SecretValue;
import dev.signalbox.mcppool.server.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Completes a ready-made server with what it needs. */
@Component
public class TakeFromCatalogue {
  private final Catalogue catalogue;

  /** What the server needs, as it is given. */
  public record Needs(Map<String, SecretValue> credentials, Map<String, List<String>> settings) {}

  TakeFromCatalogue(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The server of that name.
   *
   * @throws ProblemException if there is none
   */
  public ReadyMadeServer server(String id) {
    return catalogue
        .find(id)
        .orElseThrow(
            () ->
                new ProblemException(CommonProblem.INVALID_REQUEST, "The server is not valid")
                    .withError(
                        "catalogue",
                        "is one of "
                            + String.join(
                                ", ",
                                catalogue.servers().stream().map(ReadyMadeServer::id).toList())));
  }

  /**
   * How to reach the server with what it is given.
   *
   * @throws ProblemException naming what is missing or not known
   */
  public Transport transport(ReadyMadeServer server, Needs needs) {
    check(server, needs);
    return switch (server.way()) {
      case Way.Endpoint endpoint ->
          new Transport.StreamableHttp(endpoint.url(), needs.credentials());
      case Way.Part part -> new Transport.Local(part.server(), needs.credentials());
      case Way.Program program ->
          new Transport.Stdio(
              program.command(), arguments(program, server, needs), needs.credentials(), null);
    };
  }

  private static List<String> arguments(Way.Program program, ReadyMadeServer server, Needs needs) {
    List<String> arguments = new ArrayList<>(program.arguments());
    for (Setting setting : server.settings()) {
      List<String> values = needs.settings().getOrDefault(setting.name(), List.of());
      if (!values.isEmpty() && !setting.flag().isEmpty()) {
        arguments.add(setting.flag());
      }
      arguments.addAll(values);
    }
    return arguments;
  }

  private static void check(ReadyMadeServer server, Needs needs) {
    ProblemException problem =
        new ProblemException(CommonProblem.INVALID_REQUEST, "The server is not valid");
    List<String> credentials = server.credentials().stream().map(Credential::name).toList();
    List<String> settings = server.settings().stream().map(Setting::name).toList();
    for (Credential credential : server.credentials()) {
      if (credential.required() && !needs.credentials().containsKey(credential.name())) {
        add(problem, "credentials." + credential.name(), "is required");
      }
    }
    for (Setting setting : server.settings()) {
      if (needs.settings().containsKey(setting.name())) {
        setting
            .mistake(needs.settings().getOrDefault(setting.name(), List.of()))
            .ifPresent(mistake -> add(problem, "settings." + setting.name(), mistake));
      } else if (setting.required()) {
        add(problem, "settings." + setting.name(), "is required");
      }
    }
    needs.credentials().keySet().stream()
        .filter(name -> !credentials.contains(name))
        .forEach(name -> add(problem, "credentials." + name, "is none of this server"));
    needs.settings().keySet().stream()
        .filter(name -> !settings.contains(name))
        .forEach(name -> add(problem, "settings." + name, "is none of this server"));
    if (!problem.errors().isEmpty()) {
      throw problem;
    }
  }

  private static void add(ProblemException problem, String field, String message) {
    ProblemException unused = problem.withError(field, message);
  }
}
