package dev.signalbox.mcppool.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.oauth.AuthorizeServer;
import dev.signalbox.mcppool.oauth.ClientDocument;
import dev.signalbox.mcppool.server.ServerId;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What authorization servers ask for, and the page that they send people's browsers back to. */
@RestController
class CallbackController {
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

  private final AuthorizeServer authorize;

  CallbackController(AuthorizeServer authorize) {
    this.authorize = authorize;
  }

  @GetMapping(path = "/api/v1/mcp/oauth/client", produces = MediaType.APPLICATION_JSON_VALUE)
  ClientDocument client() {
    return authorize
        .document()
        .orElseThrow(
            () ->
                new ProblemException(
                    CommonProblem.NOT_FOUND, "signalbox.mcp.oauth.client-url is not set"));
  }

  /** OAuth 2.1, 4.1.2. Whoever knows the state has it from the authorization server. */
  @GetMapping(path = "/api/v1/mcp/oauth/callback", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> back(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String iss,
      @RequestParam(required = false) @Nullable String error,
      @RequestParam(name = "error_description", required = false) @Nullable String description) {
    if (error != null) {
      return page(400, "Access was not granted", said(error, description));
    }
    if (state == null || code == null) {
      return page(
          400,
          "There is nothing to do here",
          "Authorization servers send browsers to this page once access to a tool server was granted.");
    }
    try {
      ServerId server = authorize.complete(state, code, iss, null);
      return page(
          200,
          "Access to \"%s\" is granted".formatted(server),
          "Signalbox can use this tool server now. You may close this window.");
    } catch (ProblemException failure) {
      return page(
          failure.code().status(),
          "Access was not granted",
          Stream.concat(
                      Stream.of(failure.detail()),
                      failure.errors().stream().map(one -> one.field() + " " + one.message()))
                  .collect(Collectors.joining("; "))
              + ". Begin again: POST /api/v1/mcp/servers/{id}/authorization");
    }
  }

  private static String said(String error, @Nullable String description) {
    return "The authorization server said: "
        + (description == null ? error : error + ", " + description);
  }

  private static ResponseEntity<String> page(int status, String title, String text) {
    return ResponseEntity.status(HttpStatusCode.valueOf(status))
        .contentType(HTML)
        // The address line holds the code.
        .header("Referrer-Policy", "no-referrer")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .header("Cache-Control", "no-store")
        .body(
            """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%1$s</title></head>
            <body><h1>%1$s</h1><p>%2$s</p></body>
            </html>
            """
                .formatted(HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(text)));
  }
}
