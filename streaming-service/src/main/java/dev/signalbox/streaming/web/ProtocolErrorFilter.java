package dev.signalbox.streaming.web;

import dev.signalbox.kit.problem.Problem;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * On the protocols' paths, words problem documents, whoever writes them (security, body limit,
 * dispatcher), as errors of the protocol.
 */
final class ProtocolErrorFilter extends OncePerRequestFilter {

  private final JsonMapper json;
  private final WireProtocols protocols;
  private final ProtocolErrors errors;

  ProtocolErrorFilter(JsonMapper json, WireProtocols protocols, ProtocolErrors errors) {
    this.json = json;
    this.protocols = protocols;
    this.errors = errors;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Rewording rewording = new Rewording(response);
    chain.doFilter(request, rewording);
    byte[] problem = rewording.problem();
    if (problem != null) {
      JsonNode document = json.readTree(problem);
      JsonNode field = document.at("/errors/0/field");
      int status = response.getStatus();
      errors.send(
          response,
          protocols.of(ModelPaths.protocol(request.getRequestURI())),
          new ProtocolError(
              status,
              document.path("code").asString(""),
              document.path("detail").asString(document.path("title").asString("")),
              field.isString() ? field.stringValue() : null),
          null);
    }
  }

  /** Keeps a problem document back; everything else goes straight through. */
  private static final class Rewording extends HttpServletResponseWrapper {

    private @Nullable Kept kept;

    Rewording(HttpServletResponse response) {
      super(response);
    }

    byte @Nullable [] problem() {
      return kept == null ? null : kept.bytes.toByteArray();
    }

    @Override
    public void setContentType(@Nullable String type) {
      if (type != null && type.startsWith(Problem.MEDIA_TYPE)) {
        kept = new Kept();
      } else {
        super.setContentType(type);
      }
    }

    @Override
    public void setContentLength(int length) {
      if (kept == null) {
        super.setContentLength(length);
      }
    }

    @Override
    public void flushBuffer() throws IOException {
      if (kept == null) {
        super.flushBuffer();
      }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      return kept == null ? super.getOutputStream() : kept;
    }
  }

  private static final class Kept extends ServletOutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int one) {
      bytes.write(one);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("problem documents are written in one go");
    }
  }
}
