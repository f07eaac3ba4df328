package linum.kernel.magic;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The magics by name. A later registration replaces an earlier one of the same name and kind.
public final class MagicRegistry {
  private final Map<String, LineMagic> lines = new ConcurrentHashMap<>();
  private final Map<String, CellMagic> cells = new ConcurrentHashMap<>();
  private final Map<String, String> help = new ConcurrentHashMap<>();

  /// Adds `%name`.
  ///
  /// @param description one line that says what it does, for `%lsmagic`
  public void line(String name, String description, LineMagic magic) {
    lines.put(name, magic);
    help.put("%" + name, description);
  }

  /// Adds `%%name`.
  ///
  /// @param description one line that says what it does, for `%lsmagic`
  public void cell(String name, String description, CellMagic magic) {
    cells.put(name, magic);
    help.put("%%" + name, description);
  }

  /// The line magic of a name.
  public Optional<LineMagic> line(String name) {
    return Optional.ofNullable(lines.get(name));
  }

  /// The cell magic of a name.
  public Optional<CellMagic> cell(String name) {
    return Optional.ofNullable(cells.get(name));
  }

  /// What each magic does, by its name with `%` or `%%`.
  public SortedMap<String, String> descriptions() {
    return new TreeMap<>(help);
  }
}
