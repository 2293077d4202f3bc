package dev.signalbox.eventstore.audit.web;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * Checks a proof as a client would who has only the answer and the public key: with nothing of the
 * service, by the walk of RFC 9162, section 2.1.3.2.
 */
final class OfflineChecker {

  private OfflineChecker() {}

  static boolean holds(JsonNode proof, String publicKey)
      throws GeneralSecurityException, IOException {
    JsonNode segment = proof.path("segment");
    String statement = segment.path("statement").asString();
    return signed(statement, segment.path("signature").asString(), publicKey)
        && statement.split("\n")[5].equals(root(proof, segment.path("events").asInt()));
  }

  private static boolean signed(String statement, String signature, String publicKey)
      throws GeneralSecurityException {
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
    check.update(statement.getBytes(StandardCharsets.UTF_8));
    return check.verify(HexFormat.of().parseHex(signature));
  }

  private static String root(JsonNode proof, int leaves)
      throws GeneralSecurityException, IOException {
    byte[] hash = leaf(proof.path("columns"));
    int node = proof.path("leaf_index").asInt();
    int last = leaves - 1;
    for (JsonNode step : proof.path("path")) {
      byte[] sibling = HexFormat.of().parseHex(step.asString());
      if (node % 2 == 1 || node == last) {
        hash = sha256(1, sibling, hash);
        while (node % 2 == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = sha256(1, hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 ? HexFormat.of().formatHex(hash) : "the path is too short";
  }

  private static byte[] leaf(JsonNode columns) throws GeneralSecurityException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (JsonNode column : columns) {
      JsonNode value = column.path("value");
      out.writeBoolean(!value.isNull());
      if (!value.isNull()) {
        byte[] text = value.asString().getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    }
    return sha256(0, bytes.toByteArray());
  }

  private static byte[] sha256(int prefix, byte[]... parts) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update((byte) prefix);
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }
}
