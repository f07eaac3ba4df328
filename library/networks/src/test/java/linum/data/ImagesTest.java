package linum.data;

import static linum.numpy.Jnp.array;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import linum.ir.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  @TempDir Path folder;

  private Path picture(String name, int height, int width, int... rgb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      image.setRGB(i % width, i / width, rgb[i % rgb.length]);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void pixelsAreRowsOfColours() throws IOException {
    Path file = picture("a.png", 1, 2, 0x010203, 0xfffefd);
    assertSame(
        array(1, 2, 3, 255, 254, 253).reshape(1, 2, 3).astype(DType.UINT8), Images.load(file));
  }

  @Test
  void greyIsWeighted() throws IOException {
    Path file = picture("a.png", 1, 4, 0xff0000, 0x00ff00, 0x0000ff, 0xffffff);
    assertSame(array(76, 150, 29, 255).reshape(1, 4, 1).astype(DType.UINT8), Images.loadGray(file));
  }

  @Test
  void sizesAreChanged() throws IOException {
    Path file = picture("a.png", 8, 8, 0x000000, 0xffffff);
    assertThat(Images.load(file, 3, 5).aval()).hasToString("uint8[3,5,3]");
    assertThat(Images.loadGray(file, 20, 16).aval()).hasToString("uint8[20,16,1]");
    // The mean of as much black as white, not one of the pixels.
    for (long v : Images.loadGray(file, 2, 2).toLongArray()) {
      assertThat(v).isBetween(100L, 155L);
    }
    assertThatThrownBy(() -> Images.load(file, 0, 1))
        .hasMessage("a picture cannot be brought to 0 × 1 pixels");
  }

  @Test
  void otherFilesAreNoPictures() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "hello");
    assertThatThrownBy(() -> Images.load(text))
        .hasMessage(text + " is no picture: it has none of the known formats");
    Path file = picture("a.png", 30, 30, 1, 2, 3);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, 40));
    assertThatThrownBy(() -> Images.load(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + " is no picture: ");
  }

  @Test
  void sizesThatNobodyHasAreRefused() throws IOException {
    Path file = picture("a.png", 1, 1, 0);
    byte[] bytes = Files.readAllBytes(file);
    // Width and height in the header of a PNG, whose sum is not looked at before.
    Arrays.fill(bytes, 17, 20, (byte) 0xff);
    Arrays.fill(bytes, 21, 24, (byte) 0xff);
    Files.write(file, bytes);
    assertThatThrownBy(() -> Images.load(file))
        .hasMessage(file + " is no picture: it has 16777215 × 16777215 pixels");
  }

  @Test
  void aFolderForEachClass() throws IOException {
    picture("dogs/1.png", 2, 2, 0xffffff);
    picture("cats/b.PNG", 4, 4, 0x000000);
    picture("cats/a.png", 3, 3, 0x0000ff);
    Files.writeString(folder.resolve("cats/notes.txt"), "");
    ImageFolder images = new ImageFolder(folder, 2, 2);
    assertThat(images.classes()).containsExactly("cats", "dogs");
    assertThat(images.files())
        .extracting(f -> f.getFileName().toString())
        .containsExactly("a.png", "b.PNG", "1.png");
    ImageFolder.Example all = new DataLoader<>(images, 3).prefetch(1).iterator().next();
    assertThat(all.image().aval()).hasToString("uint8[3,2,2,3]");
    assertThat(all.label().toLongArray()).containsExactly(0, 0, 1);
    assertThatThrownBy(() -> new ImageFolder(folder.resolve("cats"), 2, 2))
        .hasMessageStartingWith(folder.resolve("cats") + " has no folders with pictures in it\n");
  }
}
