package dev.signalbox.streaming.web;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.streaming.socket.SocketProblem;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells who comes to {@code /v1/stream} without a WebSocket. */
@RestController
final class SocketPathController {

  @GetMapping("/v1/stream")
  void upgrade(HttpServletResponse response) {
    response.setHeader("Upgrade", "websocket");
    throw new ProblemException(
        SocketProblem.UPGRADE_REQUIRED,
        "GET it with Upgrade: websocket, as a WebSocket client does");
  }
}
