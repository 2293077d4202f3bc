package dev.signalbox.streaming.wire.request;

import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.Protocol;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** Reads requests in one pass over their bytes, without building them up in memory. */
public final class RequestScan {

  private final JsonMapper json;
  private final Protocol protocol;
  private final RequestShape shape;

  public RequestScan(JsonMapper json, Protocol protocol, RequestShape shape) {
    this.json = json;
    this.protocol = protocol;
    this.shape = shape;
  }

  /**
   * The request in a body.
   *
   * @throws InvalidRequestException when it is none
   */
  public ClientRequest read(byte[] body, Addressed addressed) {
    requireUtf8(body);
    try (JsonParser parser = json.createParser(body)) {
      ScannedFields fields = new ScannedFields(parser, shape);
      fields.read();
      if (parser.nextToken() != null) {
        throw new InvalidRequestException("There is something after the JSON object.", null);
      }
      return fields.request(protocol, addressed, body);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw new InvalidRequestException(
          "The body is not valid JSON"
              + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr())
              + ": "
              + e.getOriginalMessage(),
          null);
    }
  }

  private static void requireUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException("The body is not UTF-8.", null);
    }
    // UTF-16 without odd bytes decodes as UTF-8 too; only its zero bytes give it away.
    if (body.length > 1 && (body[0] == 0 || body[1] == 0 || body[0] == (byte) 0xEF)) {
      throw new InvalidRequestException("The body is not UTF-8 without byte order mark.", null);
    }
  }
}
