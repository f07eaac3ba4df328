package linum.kernel.display;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/// Images as PNG.
final class Images {
  private Images() {}

  static MimeBundle render(BufferedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false); // in memory, no temporary files
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode the image as PNG", e);
    }
    String text = "BufferedImage %d x %d".formatted(image.getWidth(), image.getHeight());
    return MimeBundle.of(text)
        .with("image/png", Base64.getEncoder().encodeToString(png.toByteArray()));
  }
}
