package dev.signalbox.registry.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** An agent card (A2A 1.0, section 4.4.1), as far as the platform has something to say in one. */
public record CardDocument(
    String name,
    String description,
    @JsonProperty("supportedInterfaces") List<InterfaceDocument> supportedInterfaces,
    ProviderDocument provider,
    String version,
    CapabilitiesDocument capabilities,
    @JsonProperty("securitySchemes") Map<String, SchemeDocument> securitySchemes,
    @JsonProperty("securityRequirements") List<RequirementDocument> securityRequirements,
    @JsonProperty("defaultInputModes") List<String> defaultInputModes,
    @JsonProperty("defaultOutputModes") List<String> defaultOutputModes,
    List<CardSkill> skills) {

  /** Where and how the agent is reached. */
  public record InterfaceDocument(
      String url,
      @JsonProperty("protocolBinding") String protocolBinding,
      @JsonProperty("protocolVersion") String protocolVersion) {}

  /** Who offers it. */
  public record ProviderDocument(String organization, String url) {}

  /** What of the protocol it can do. */
  public record CapabilitiesDocument(
      boolean streaming, @JsonProperty("pushNotifications") boolean pushNotifications) {}

  /** How callers say who they are: with an API key as a bearer token. */
  public record SchemeDocument(
      @JsonProperty("httpAuthSecurityScheme") HttpScheme httpAuthSecurityScheme) {}

  /** One of HTTP's own. */
  public record HttpScheme(String scheme) {}

  /** What a caller must have. */
  public record RequirementDocument(Map<String, Scopes> schemes) {}

  /** Scopes that are needed. */
  public record Scopes(List<String> list) {}

  /** A skill. */
  public record CardSkill(
      String id, String name, String description, List<String> tags, List<String> examples) {}
}
