package dev.signalbox.mcppool.server;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.problem.McpProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Refuses what can never work, and what this deployment does not allow. */
public final class TransportCheck {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final int MAX_ENTRIES = 64;
  private static final int MAX_TEXT = 8192;

  private final boolean stdioEnabled;
  private final List<String> stdioCommands;
  private final EndpointCheck endpoints;
  private final Secrets secrets;

  /**
   * @param stdioCommands programs that servers may be run with, as they are written in a transport
   */
  public TransportCheck(
      boolean stdioEnabled, List<String> stdioCommands, AddressGuard addresses, Secrets secrets) {
    this.stdioEnabled = stdioEnabled;
    this.stdioCommands = List.copyOf(stdioCommands);
    this.endpoints = new EndpointCheck(addresses);
    this.secrets = secrets;
  }

  /**
   * Checks it.
   *
   * @throws ProblemException naming the field
   */
  public void check(Transport transport) {
    switch (transport) {
      case Transport.Stdio stdio -> check(stdio);
      case Transport.StreamableHttp http -> {
        endpoints.check(http);
        endpoints.check(http.oauth(), http.headers());
        checkSecrets(http.headers(), "headers");
        if (http.oauth() != null) {
          checkSecrets(http.oauth().secrets(), "oauth");
        }
      }
      case Transport.OpenApi api -> {
        endpoints.check("base_url", api.baseUrl(), api.headers());
        checkSecrets(api.headers(), "headers");
        checkSecrets(api.query(), "query");
        checkSecrets(api.cookies(), "cookies");
        endpoints.checkCookies(api.cookies());
      }
      case Transport.Local local -> check(local);
    }
  }

  private void check(Transport.Stdio stdio) {
    if (!stdioEnabled) {
      throw new ProblemException(
          McpProblem.STDIO_DISABLED,
          "Set signalbox.mcp.stdio-enabled to let this service run servers as its own processes");
    }
    require(isText(stdio.command()) && !stdio.command().isBlank(), "command", "names a program");
    if (!stdioCommands.contains(stdio.command())) {
      throw new ProblemException(
              McpProblem.COMMAND_NOT_ALLOWED,
              "signalbox.mcp.stdio-commands says what servers may be run with")
          .withError("transport.command", "is one of " + String.join(", ", stdioCommands));
    }
    require(stdio.arguments().size() <= MAX_ENTRIES, "args", "holds at most 64 arguments");
    require(
        stdio.arguments().stream().allMatch(TransportCheck::isText),
        "args",
        "holds texts of at most 8192 characters");
    checkSecrets(stdio.environment(), "env");
    stdio
        .environment()
        .forEach(
            (name, value) -> {
              require(
                  VARIABLE.matcher(name).matches() && !name.startsWith("SIGNALBOX_"),
                  "env." + name,
                  "is no name a server's variable may have");
              require(
                  !(value instanceof SecretValue.Literal literal) || isText(literal.value()),
                  "env." + name,
                  "is a text of at most 8192 characters");
            });
    String directory = stdio.workingDirectory();
    require(
        directory == null || (isText(directory) && Path.of(directory).isAbsolute()),
        "working_dir",
        "is an absolute path");
  }

  private void check(Transport.Local local) {
    checkSecrets(local.credentials(), "credentials");
    for (String name : local.server().credentials()) {
      require(local.credentials().containsKey(name), "credentials." + name, "is required");
    }
    local
        .credentials()
        .forEach(
            (name, value) -> {
              require(
                  local.server().credentials().contains(name),
                  "credentials." + name,
                  "is none of this server");
              require(
                  !(value instanceof SecretValue.Literal literal)
                      || (isText(literal.value()) && !literal.value().isBlank()),
                  "credentials." + name,
                  "is a text of at most 8192 characters");
            });
  }

  private void checkSecrets(Map<String, SecretValue> values, String field) {
    require(values.size() <= MAX_ENTRIES, field, "holds at most 64 entries");
    values.forEach(
        (name, value) ->
            require(
                !(value instanceof SecretValue.Reference reference)
                    || secrets.has(reference.secret()),
                field + "." + name,
                "refers to a secret that is not configured"));
  }

  private static boolean isText(String value) {
    return value.length() <= MAX_TEXT && value.indexOf('\0') < 0;
  }

  static void require(boolean holds, String field, String rule) {
    if (!holds) {
      throw invalid(field, rule);
    }
  }

  static ProblemException invalid(String field, String message) {
    return new ProblemException(
            CommonProblem.INVALID_REQUEST, "The server's transport is not valid")
        .withError("transport." + field, message);
  }
}
