package dev.signalbox.gateway.problem;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** Failures that only the gateway answers with. */
public enum GatewayProblem implements CataloguedProblem {
  MALFORMED_REQUEST("malformed_request", 400, "The request is not well-formed HTTP"),
  INVALID_PATH("invalid_path", 400, "The path is not taken as it is written"),
  INVALID_DEADLINE("invalid_deadline", 400, "The deadline of the request is not a moment"),
  MISSING_API_KEY("missing_api_key", 401, "The request has no API key"),
  INVALID_API_KEY("invalid_api_key", 401, "The API key is not valid"),
  ROLE_TOO_LOW("role_too_low", 403, "The role of this API key does not allow this"),
  ORIGIN_NOT_ALLOWED("origin_not_allowed", 403, "Pages of this origin may not call"),
  UNKNOWN_KEY("unknown_key", 404, "There is no such API key"),
  UNKNOWN_SERVICE("unknown_service", 404, "There is no such service"),
  KEY_ALREADY_CREATED(
      "key_already_created", 409, "This request has already created an API key, shown once"),
  ADDRESS_TOO_LONG("address_too_long", 414, "The address of the request is too long"),
  HEADERS_TOO_LARGE("headers_too_large", 431, "The headers of the request are too large"),
  UPSTREAM_UNAVAILABLE("upstream_unavailable", 502, "The service behind this path is not there"),
  UPSTREAM_BUSY("upstream_busy", 503, "The service behind this path has no free connection"),
  KEYS_UNAVAILABLE("keys_unavailable", 503, "API keys cannot be checked at the moment");

  private final CatalogueEntry entry;

  GatewayProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
