package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcCall;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** {@code server/discover}, which every modern server answers (2026-07-28, server, discovery). */
final class Discovery {
  private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
  private static final Set<Integer> MODERN_ERRORS =
      Set.of(
          RpcErrorCode.HEADER_MISMATCH,
          RpcErrorCode.MISSING_CLIENT_CAPABILITY,
          RpcErrorCode.UNSUPPORTED_PROTOCOL_VERSION);

  private Discovery() {}

  /** What the answer says of the server. */
  sealed interface Finding {

    /** It speaks a modern version that this client speaks too. */
    record Modern(Negotiated negotiated) implements Finding {}

    /** It is of the era before, or both and of the new one nothing that this client speaks. */
    record Legacy() implements Finding {}

    /** It refused the very version that it says it speaks. */
    record AskAgain(String reason) implements Finding {}

    /** It is modern, and there is no version to speak with it. */
    record Incompatible(String reason) implements Finding {}
  }

  static RpcCall ask(RpcConnection connection, Duration timeout) {
    return connection.start(
        "server/discover",
        ClientIdentity.signed(
            ProtocolVersions.NEWEST_MODERN, JsonNodeFactory.instance.objectNode()),
        timeout);
  }

  /**
   * Judges the answer (2026-07-28, stdio and streamable HTTP, backward compatibility): only what a
   * modern server alone would say makes it one, whatever else came makes it a legacy one.
   */
  static Finding judge(RpcOutcome outcome) {
    return switch (outcome) {
      case RpcOutcome.Answered answered -> judge(answered.result());
      case RpcOutcome.Refused refused -> judge(refused);
      case RpcOutcome.TimedOut timedOut -> new Finding.Legacy();
      case RpcOutcome.Cancelled cancelled -> new Finding.Legacy();
      case RpcOutcome.Lost lost -> new Finding.Legacy();
      case RpcOutcome.SessionExpired expired -> new Finding.Legacy();
      case RpcOutcome.Unreadable unreadable -> new Finding.Legacy();
      case RpcOutcome.Overloaded overloaded -> new Finding.Legacy();
    };
  }

  private static Finding judge(JsonNode result) {
    JsonNode supported = result.path("supportedVersions");
    if (!supported.isArray()) {
      return new Finding.Legacy();
    }
    return ProtocolVersions.commonModern(supported)
        .<Finding>map(
            version ->
                new Finding.Modern(
                    Negotiated.of(
                        version,
                        result.path("_meta").path(SERVER_INFO),
                        result.path("capabilities"))))
        .orElseGet(() -> withoutCommonVersion(supported));
  }

  private static Finding judge(RpcOutcome.Refused refused) {
    if (!MODERN_ERRORS.contains(refused.code())) {
      return new Finding.Legacy();
    }
    JsonNode data = refused.data() == null ? MissingNode.getInstance() : refused.data();
    String reason =
        "the server refused server/discover: %s (%d)"
            .formatted(Negotiated.shortened(refused.message()), refused.code());
    if (refused.code() != RpcErrorCode.UNSUPPORTED_PROTOCOL_VERSION) {
      return new Finding.Incompatible(reason);
    }
    return ProtocolVersions.commonModern(data.path("supported")).isPresent()
        ? new Finding.AskAgain(reason)
        : withoutCommonVersion(data.path("supported"));
  }

  private static Finding withoutCommonVersion(JsonNode supported) {
    return ProtocolVersions.namesLegacy(supported)
        ? new Finding.Legacy()
        : new Finding.Incompatible(
            "the server speaks versions %s of the protocol; known are %s"
                .formatted(Negotiated.shortened(supported.toString()), ProtocolVersions.all()));
  }
}
