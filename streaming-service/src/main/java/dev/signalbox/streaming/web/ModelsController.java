package dev.signalbox.streaming.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.provider.Catalogue;
import dev.signalbox.streaming.provider.Models;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /v1/models}: what a request would reach now. */
@RestController
final class ModelsController {

  private static final String PATH = "/v1/models/";

  /** 2026-01-01: when a model came about is nothing the catalogue knows. */
  private static final long CREATED = 1_767_225_600;

  private final Catalogue catalogue;
  private final WireProtocols protocols;
  private final ProtocolErrors errors;
  private final JsonMapper json;

  ModelsController(
      Catalogue catalogue, WireProtocols protocols, ProtocolErrors errors, JsonMapper json) {
    this.catalogue = catalogue;
    this.protocols = protocols;
    this.errors = errors;
    this.json = json;
  }

  record ModelList(String object, List<Model> data) {}

  record Model(String id, String object, long created, @JsonProperty("owned_by") String ownedBy) {}

  @GetMapping("/v1/models")
  ModelList list() {
    return new ModelList(
        "list", catalogue.models().listed().stream().map(ModelsController::model).toList());
  }

  /** A model's name has slashes of its own, sent as they are or encoded. */
  @GetMapping("/v1/models/**")
  void retrieve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getRequestURI();
    String name =
        URLDecoder.decode(
            path.substring(path.indexOf(PATH) + PATH.length()), StandardCharsets.UTF_8);
    Optional<Models.Listed> found =
        catalogue.models().listed().stream().filter(model -> model.name().equals(name)).findFirst();
    if (found.isPresent()) {
      response.setContentType("application/json");
      response.getOutputStream().write(json.writeValueAsBytes(model(found.get())));
    } else {
      String message = "The model '" + name + "' does not exist here";
      errors.send(
          response,
          protocols.of(Protocol.OPENAI_CHAT),
          new ProtocolError(404, "model_not_found", message, "model"),
          null);
    }
  }

  private static Model model(Models.Listed listed) {
    return new Model(listed.name(), "model", CREATED, listed.provider());
  }
}
