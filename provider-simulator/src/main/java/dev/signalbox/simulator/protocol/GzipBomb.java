package dev.signalbox.simulator.protocol;

import dev.signalbox.simulator.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A gzip body (RFC 1952) that is a thousandth of what it unpacks to: one endless string. */
record GzipBomb(int mebibytes) {

  private static final int BLOCK = 1024 * 1024;

  private static final byte[] HEAD = HexFormat.of().parseHex("1f8b08000000000002ff");

  /** Sends it under status 200, where an answer with these headers was due. */
  void send(Response response, Map<String, String> headers, String beginning) throws IOException {
    Map<String, String> packed = new LinkedHashMap<>(headers);
    packed.put("Content-Encoding", "gzip");
    response.begin(200, packed);
    response.write(HEAD);
    byte[] start = beginning.getBytes(StandardCharsets.UTF_8);
    byte[] block = new byte[BLOCK];
    Arrays.fill(block, (byte) 'a');
    CRC32 checksum = new CRC32();
    checksum.update(start);
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      response.write(deflated(deflater, start));
      byte[] small = deflated(deflater, block);
      for (int sent = 0; sent < mebibytes; sent++) {
        checksum.update(block);
        response.write(small);
      }
      deflater.finish();
      response.write(deflated(deflater, new byte[0]));
    } finally {
      deflater.end();
    }
    long length = start.length + (long) mebibytes * BLOCK;
    response.write(
        ByteBuffer.allocate(2 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) checksum.getValue())
            .putInt((int) length)
            .array());
    response.end();
  }

  /** A full flush ends it, so that the same bytes may follow as often as one likes. */
  private static byte[] deflated(Deflater deflater, byte[] bytes) {
    deflater.setInput(bytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8 * 1024];
    int length;
    do {
      length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
      out.write(buffer, 0, length);
    } while (length == buffer.length);
    return out.toByteArray();
  }
}
