package linum.data;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import linum.core.Array;
import linum.core.HostArrays;
import linum.ir.Aval;
import linum.ir.DType;

/// Pictures as arrays: `uint8[height,width,channels]`, as networks in Flax take them.
///
/// ```java
/// Array picture = Images.load(Path.of("cat.jpg"));                    // uint8[480,640,3]
/// Array small = Images.load(Path.of("cat.jpg"), 224, 224).astype(FLOAT32).div(255);
/// ```
///
/// The formats are those of Java's `ImageIO`: PNG, JPEG, GIF, BMP, WBMP, TIFF.
public final class Images {
  // More than any camera takes; a file of a few bytes may claim more.
  private static final long MOST_PIXELS = 1L << 28;

  private Images() {}

  /// The picture in a file with its colours, `uint8[height,width,3]`.
  ///
  /// @throws IllegalArgumentException if it is no picture, or one of more than 2²⁸ pixels
  /// @throws UncheckedIOException if it cannot be read
  public static Array load(Path file) {
    return pixels(read(file), false);
  }

  /// As [#load(Path)], brought to another size.
  public static Array load(Path file, int height, int width) {
    return pixels(resized(read(file), height, width), false);
  }

  /// The picture in a file as shades of grey, `uint8[height,width,1]`.
  public static Array loadGray(Path file) {
    return pixels(read(file), true);
  }

  /// As [#loadGray(Path)], brought to another size.
  public static Array loadGray(Path file, int height, int width) {
    return pixels(resized(read(file), height, width), true);
  }

  private static BufferedImage read(Path file) {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw noImage(file, "it has none of the known formats", null);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return read(reader, file);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  // Readers throw all kinds of exceptions at damaged files.
  private static BufferedImage read(ImageReader reader, Path file) {
    try {
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MOST_PIXELS) {
        throw noImage(
            file, "it has %d × %d pixels".formatted(reader.getWidth(0), reader.getHeight(0)), null);
      }
      return reader.read(0);
    } catch (IOException | IndexOutOfBoundsException | IllegalStateException e) {
      throw noImage(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static IllegalArgumentException noImage(
      Path file, String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new IllegalArgumentException("%s is no picture: %s".formatted(file, what), cause);
  }

  /// Smaller pictures are made in halves, so that every pixel counts.
  private static BufferedImage resized(BufferedImage image, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a picture cannot be brought to %d × %d pixels".formatted(height, width));
    }
    int w = image.getWidth();
    int h = image.getHeight();
    BufferedImage now = image;
    while (w != width || h != height) {
      w = Math.max(width, w > 2 * width ? Math.ceilDiv(w, 2) : width);
      h = Math.max(height, h > 2 * height ? Math.ceilDiv(h, 2) : height);
      now = drawn(now, h, w);
    }
    return now;
  }

  private static BufferedImage drawn(BufferedImage image, int height, int width) {
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, 0, 0, width, height, null);
    g.dispose();
    return out;
  }

  private static Array pixels(BufferedImage image, boolean gray) {
    int h = image.getHeight();
    int w = image.getWidth();
    int channels = gray ? 1 : 3;
    int[] rgb = image.getRGB(0, 0, w, h, null, 0, w);
    byte[] out = new byte[Math.multiplyExact(rgb.length, channels)];
    for (int i = 0; i < rgb.length; i++) {
      int r = rgb[i] >> 16 & 0xff;
      int g = rgb[i] >> 8 & 0xff;
      int b = rgb[i] & 0xff;
      if (gray) {
        // Rec. 601, rounded.
        out[i] = (byte) ((299 * r + 587 * g + 114 * b + 500) / 1000);
      } else {
        out[3 * i] = (byte) r;
        out[3 * i + 1] = (byte) g;
        out[3 * i + 2] = (byte) b;
      }
    }
    return HostArrays.fromSegment(MemorySegment.ofArray(out), Aval.of(DType.UINT8, h, w, channels));
  }
}
