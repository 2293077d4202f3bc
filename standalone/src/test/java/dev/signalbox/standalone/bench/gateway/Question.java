package dev.signalbox.standalone.bench.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A chat completion that is asked for, as the bytes of one HTTP/1.1 request.
 *
 * @param path of the address that is asked
 * @param headers besides those that every such request has
 */
record Question(String path, String model, boolean stream, Map<String, String> headers) {

  /** About 180 tokens, as a short question with its instructions has. */
  private static final String PROMPT =
      "You answer questions of travellers about trains, briefly and politely. "
          + "Say when the next one leaves, from which platform, and what it costs. ".repeat(9);

  Question {
    headers = new TreeMap<>(headers);
  }

  /** To be sent to this host. */
  ByteBuffer request(String host) {
    byte[] body =
        ("{\"model\":\""
                + model
                + "\",\"max_tokens\":400,"
                + (stream ? "\"stream\":true," : "")
                + "\"messages\":[{\"role\":\"user\",\"content\":\""
                + PROMPT
                + "\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(path).append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
    head.append("Content-Type: application/json\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(start.length + body.length)
        .put(start)
        .put(body)
        .flip()
        .asReadOnlyBuffer();
  }
}
