package dev.signalbox.gateway.problem;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a problem document to requests that never became one: Netty refuses them, with a status and
 * nothing else, before any filter sees them. Every other answer carries a request identifier.
 */
@Sharable
final class BareRefusals extends ChannelOutboundHandlerAdapter {
  private final JsonMapper json;

  BareRefusals(JsonMapper json) {
    this.json = json;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // It is the promise, which the caller has.
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof FullHttpResponse answer
        && answer.status().code() >= 400
        && !answer.content().isReadable()
        && !answer.headers().contains(RequestContext.REQUEST_ID_HEADER)) {
      context.write(explained(answer), promise);
    } else {
      context.write(message, promise);
    }
  }

  private FullHttpResponse explained(FullHttpResponse bare) {
    String requestId = IdKind.REQUEST.next();
    ByteBuf body =
        Unpooled.wrappedBuffer(json.writeValueAsBytes(document(bare.status().code(), requestId)));
    FullHttpResponse answer = bare.replace(body);
    bare.release();
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
        .set(RequestContext.REQUEST_ID_HEADER, requestId);
    return answer;
  }

  private static Map<String, Object> document(int status, String requestId) {
    Problem problem =
        switch (status) {
          case 414 ->
              Problem.of(
                  GatewayProblem.ADDRESS_TOO_LONG,
                  "Path and query are longer than the gateway takes; send less in them",
                  "",
                  requestId);
          case 431 ->
              Problem.of(
                  GatewayProblem.HEADERS_TOO_LARGE,
                  "All headers together are larger than the gateway takes; send less in them",
                  "",
                  requestId);
          default ->
              Problem.of(
                  GatewayProblem.MALFORMED_REQUEST,
                  "Request line, headers or framing cannot be read; percent-encode the address",
                  "",
                  requestId);
        };
    Map<String, Object> members = problem.members();
    members.remove("instance"); // Which path it was is not known.
    return members;
  }
}
