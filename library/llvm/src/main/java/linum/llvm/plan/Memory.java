package linum.llvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import linum.ir.Atom;

/// Where every array of a program lies while it runs.
public final class Memory {
  private final Timeline timeline;
  private final Map<Value, Cell> cells;
  private final List<Atom.Constant> constants;
  private final List<Integer> aliases;
  private final long temporaryBytes;

  /// @param constants the arrays that are written into the program
  /// @param aliases for each output the argument whose memory it takes over; -1 for none
  /// @param temporaryBytes how much memory a run needs for itself
  Memory(
      Timeline timeline,
      Map<Value, Cell> cells,
      List<Atom.Constant> constants,
      List<Integer> aliases,
      long temporaryBytes) {
    this.timeline = timeline;
    this.cells = cells;
    this.constants = List.copyOf(constants);
    this.aliases = List.copyOf(aliases);
    this.temporaryBytes = temporaryBytes;
  }

  /// Plans the memory of a program.
  ///
  /// @param donated which arguments may be overwritten; empty if none
  public static Memory of(Region program, List<Boolean> donated) {
    return new MemoryPlanner(program, donated).plan();
  }

  /// The arrays that are written into the program.
  public List<Atom.Constant> constants() {
    return constants;
  }

  /// For each output the argument whose memory it takes over; -1 for none.
  public List<Integer> aliases() {
    return aliases;
  }

  /// How much memory a run needs for itself.
  public long temporaryBytes() {
    return temporaryBytes;
  }

  Timeline timeline() {
    return timeline;
  }

  Cell cell(Value v) {
    return Objects.requireNonNull(cells.get(v.root()));
  }

  /// Whether two values are in the same place.
  boolean same(Value a, Value b) {
    return cell(a).equals(cell(b)) && a.byteOffset() == b.byteOffset();
  }

  /// The temporary pieces of memory that nobody needs any more after a position.
  Map<Integer, List<Cell>> freed() {
    Map<Integer, List<Cell>> freed = new TreeMap<>();
    cells.values().stream()
        .distinct()
        .filter(c -> c.isTemporary() && c.bytes() > 0)
        .forEach(c -> freed.computeIfAbsent(c.to(), _ -> new ArrayList<>()).add(c));
    return freed;
  }
}
