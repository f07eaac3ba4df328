package linum.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs messages with HMAC-SHA256 under the connection's key, so that no other user of the machine
/// can make the kernel run code.
final class Signer {
  private static final String ALGORITHM = "HmacSHA256";
  private final byte[] key;

  Signer(String key) {
    this.key = key.getBytes(StandardCharsets.UTF_8);
  }

  /// The signature in hexadecimal digits; empty if the connection has no key.
  byte[] sign(List<byte[]> parts) {
    if (key.length == 0) {
      return new byte[0];
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      parts.forEach(mac::update);
      return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  /// Whether the signature is that of the parts; takes the same time wherever they differ.
  boolean verify(byte[] signature, List<byte[]> parts) {
    return MessageDigest.isEqual(signature, sign(parts));
  }
}
