package linum.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import linum.core.Array;
import linum.core.HostArrays;
import linum.ir.Dims;

/// A folder with a folder of pictures for each class: `cats/1.png`, `cats/2.png`, `dogs/1.jpg`.
///
/// ```java
/// var folder = new ImageFolder(Path.of("animals"), 64, 64);
/// folder.classes();                                             // [cats, dogs]
/// for (ImageFolder.Example batch : new DataLoader<>(folder, 32).prefetch(4)) { … }
/// ```
///
/// Pictures are read when they are asked for. In PyTorch: `torchvision.datasets.ImageFolder`.
public final class ImageFolder implements Dataset<ImageFolder.Example> {
  private static final Set<String> ENDINGS =
      Set.of("png", "jpg", "jpeg", "gif", "bmp", "wbmp", "tif", "tiff");

  private final List<String> classes;
  private final List<Path> files = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final int height;
  private final int width;

  /// A picture and its class.
  ///
  /// @param image `uint8[height,width,3]`
  /// @param label `int32[]`, the position of the class
  public record Example(Array image, Array label) {}

  /// The pictures of a folder, brought to one size.
  ///
  /// @throws IllegalArgumentException if there are no folders with pictures in it
  /// @throws UncheckedIOException if it cannot be read
  public ImageFolder(Path root, int height, int width) {
    this.height = height;
    this.width = width;
    List<Path> folders = list(root).stream().filter(Files::isDirectory).toList();
    this.classes = folders.stream().map(f -> f.getFileName().toString()).toList();
    for (int label = 0; label < folders.size(); label++) {
      for (Path file : list(folders.get(label))) {
        if (isPicture(file)) {
          files.add(file);
          labels.add(label);
        }
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no folders with pictures in it\nPut those of each class into a folder of its own: %s."
              .formatted(root, root.resolve("cats").resolve("1.png")));
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(folder, e), e);
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(ending) && Files.isRegularFile(file);
  }

  /// The names of the classes, in alphabetical order; a label is a position here.
  public List<String> classes() {
    return classes;
  }

  /// The files, in the order of the examples.
  public List<Path> files() {
    return List.copyOf(files);
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public Example get(int i) {
    return new Example(
        Images.load(files.get(i), height, width),
        HostArrays.fromInts(new int[] {labels.get(i)}, Dims.NONE));
  }
}
