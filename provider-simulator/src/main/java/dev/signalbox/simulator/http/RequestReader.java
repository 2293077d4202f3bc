package dev.signalbox.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests off one connection (RFC 9112), bounded in line, header count and body. */
final class RequestReader {

  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 200;

  private final InputStream in;
  private final OutputStream out;
  private final int maxBody;

  RequestReader(InputStream in, OutputStream out, int maxBody) {
    this.in = in;
    this.out = out;
    this.maxBody = maxBody;
  }

  /** The next request, null when the client closed the connection instead of sending one. */
  @Nullable Request next() throws IOException {
    String line = line();
    if (line == null) {
      return null;
    }
    String[] parts = line.split(" ", 3);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new BadRequestException(400, "not an HTTP/1.1 request line");
    }
    Map<String, List<String>> headers = headers();
    return new Request(parts[0], parts[1], headers, body(headers));
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (int count = 0; count <= MAX_HEADERS; count++) {
      String line = requiredLine();
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new BadRequestException(400, "a header without a name");
      }
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    throw new BadRequestException(431, "more than " + MAX_HEADERS + " headers");
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    List<String> coding = headers.get("transfer-encoding");
    List<String> length = headers.get("content-length");
    if (coding == null && length == null) {
      return new byte[0];
    }
    int size = length == null ? 0 : size(length.getFirst(), 10);
    if (headers.containsKey("expect")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return coding != null ? chunkedBody() : exactly(size);
  }

  private byte[] chunkedBody() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String line = requiredLine();
      int extension = line.indexOf(';');
      int size = size(extension < 0 ? line : line.substring(0, extension), 16);
      if (size + body.size() > maxBody) {
        throw new BadRequestException(413, "a body over " + maxBody + " bytes");
      }
      if (size == 0) {
        String trailer = requiredLine();
        while (!trailer.isEmpty()) {
          trailer = requiredLine();
        }
        return body.toByteArray();
      }
      body.write(exactly(size));
      requiredLine();
    }
  }

  private int size(String text, int radix) throws IOException {
    try {
      long size = Long.parseLong(text.strip(), radix);
      if (size > maxBody) {
        throw new BadRequestException(413, "a body over " + maxBody + " bytes");
      }
      return Math.toIntExact(Math.max(0, size));
    } catch (NumberFormatException e) {
      throw new BadRequestException(400, "not a body size: " + text);
    }
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the body ended early");
    }
    return bytes;
  }

  private String requiredLine() throws IOException {
    String line = line();
    if (line == null) {
      throw new EOFException("the request ended early");
    }
    return line;
  }

  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      if (next == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      if (line.size() == MAX_LINE) {
        throw new BadRequestException(431, "a line over " + MAX_LINE + " bytes");
      }
      line.write(next);
    }
  }
}
