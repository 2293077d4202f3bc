package dev.signalbox.kit.problem;

/** Failures that any service can answer with. */
public enum CommonProblem implements CataloguedProblem {
  MALFORMED_JSON("malformed_json", 400, "The body is not well-formed JSON"),
  UNKNOWN_FIELD("unknown_field", 400, "The body has a field that this operation does not know"),
  INVALID_REQUEST("invalid_request", 400, "The request is not valid"),
  UNAUTHENTICATED("unauthenticated", 401, "The caller is not known"),
  FORBIDDEN("forbidden", 403, "The caller may not do this"),
  NOT_FOUND("not_found", 404, "There is nothing here"),
  METHOD_NOT_ALLOWED("method_not_allowed", 405, "This path does not take this method"),
  NOT_ACCEPTABLE("not_acceptable", 406, "No answer has a form that the caller accepts"),
  CONFLICT("conflict", 409, "The request does not fit the present state"),
  IDEMPOTENCY_KEY_IN_USE(
      "idempotency_key_in_use", 409, "A request with this idempotency key is still running"),
  PRECONDITION_FAILED("precondition_failed", 412, "It was changed since the caller read it"),
  BODY_TOO_LARGE("body_too_large", 413, "The body is larger than this service takes"),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported_media_type", 415, "The body is of a media type that is not taken here"),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency_key_reused", 422, "This idempotency key was used for another request"),
  TOO_MANY_REQUESTS("too_many_requests", 429, "Too many requests"),
  INTERNAL_ERROR("internal_error", 500, "Something failed on our side"),
  UPSTREAM_FAILED("upstream_failed", 502, "A service behind this one failed"),
  IDENTITY_UNAVAILABLE("identity_unavailable", 503, "Callers cannot be verified at the moment"),
  UNAVAILABLE("unavailable", 503, "This function is not available at the moment"),
  DEADLINE_EXCEEDED("deadline_exceeded", 504, "The deadline of the request has passed");

  private final CatalogueEntry entry;

  CommonProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
