package linum.core;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;

/// Arrays as text, as NumPy and JAX print them.
public final class ArrayText {
  private static final String PREFIX = "Array(";
  private static final String TOKEN = "Token";

  private ArrayText() {}

  /// What `print(x)` shows in Python: `[1.3333334 2. 2.6666667]`.
  public static String str(ConcreteArray x) {
    if (x.dtype() == DType.KEY) {
      return key(x);
    }
    if (x.dtype() == DType.TOKEN) {
      return TOKEN;
    }
    if (x.ndim() == 0) {
      return scalar(x);
    }
    return grid(x, " ", 0, PrintOptions.current().linewidth());
  }

  /// What Python shows for the value of a cell: `Array([0, 1, 3, 6], dtype=int32)`.
  public static String repr(ConcreteArray x) {
    if (x.dtype() == DType.KEY) {
      return key(x);
    }
    if (x.dtype() == DType.TOKEN) {
      return TOKEN;
    }
    int width = PrintOptions.current().linewidth();
    String data =
        x.size() == 0
            ? "[], shape=" + x.shape()
            : grid(x, ", ", PREFIX.length(), width - ",".length());
    String type = "dtype=%s%s)".formatted(x.dtype(), x.aval().weak() ? ", weak_type=True" : "");
    int lastLine = data.length() - data.lastIndexOf('\n') + 1;
    boolean wraps = lastLine + type.length() + 1 > width;
    return PREFIX + data + "," + " ".repeat(wraps ? PREFIX.length() : 1) + type;
  }

  private static String key(ConcreteArray x) {
    Aval words = new Aval(DType.UINT32, x.shape().insert(x.ndim(), 2));
    return "Array(%s, dtype=%s) overlaying:\n%s"
        .formatted(x.shape(), x.dtype(), str(ConcreteArray.of(words, x.buffer())));
  }

  /// A single number: scientific from where the type has no digits left, or below 0.0001.
  private static String scalar(ConcreteArray x) {
    DType t = x.dtype();
    Number n = HostData.read(x.buffer().segment(), t, 0);
    if (!t.isFloating() || t == DType.BFLOAT16 || !Double.isFinite(n.doubleValue())) {
      return ElementFormat.of(t, List.of(n), true, PrintOptions.DEFAULT).apply(n).strip();
    }
    double v = n.doubleValue();
    double limit = t == DType.FLOAT64 ? 1e16 : t == DType.FLOAT32 ? 1e6 : 1e3;
    if (v != 0 && (Math.abs(v) >= limit || Math.abs(v) < 1e-4)) {
      return Decimals.scientific(v, t, 0, 17).replace(".e", "e");
    }
    String s = Decimals.positional(v, t, 400);
    return s.endsWith(".") ? s + "0" : s;
  }

  private static String grid(ConcreteArray x, String separator, int indent, int width) {
    if (x.size() == 0) {
      return "[]";
    }
    PrintOptions options = PrintOptions.current();
    boolean shortened = x.size() > options.threshold();
    Grid grid = new Grid(x, separator, shortened ? options.edgeitems() : Integer.MAX_VALUE);
    grid.format =
        ElementFormat.of(x.dtype(), grid.shown(0, 0, new ArrayList<>()), x.ndim() == 0, options);
    return x.ndim() == 0
        ? grid.format.apply(grid.element(0))
        : grid.block(0, 0, " ".repeat(indent + 1), width);
  }

  private static final class Grid {
    private final MemorySegment data;
    private final DType type;
    private final Dims shape;
    private final long[] strides;
    private final String separator;
    private final int edge;
    private Function<Number, String> format = String::valueOf;

    Grid(ConcreteArray x, String separator, int edge) {
      this.data = x.buffer().segment();
      this.type = x.dtype();
      this.shape = x.shape();
      this.strides = shape.strides();
      this.separator = separator;
      this.edge = edge;
    }

    Number element(long offset) {
      return HostData.read(data, type, offset);
    }

    private boolean isCut(int axis) {
      return 2L * edge < shape.get(axis);
    }

    /// The places along an axis that are shown; -1 stands for the dots.
    private List<Integer> places(int axis) {
      List<Integer> out = new ArrayList<>();
      int n = shape.get(axis);
      for (int i = 0; i < n; i++) {
        if (isCut(axis) && i == edge) {
          out.add(-1);
          i = n - edge;
        }
        if (i < n) {
          out.add(i);
        }
      }
      return out;
    }

    List<Number> shown(int axis, long offset, List<Number> out) {
      if (axis == shape.rank()) {
        out.add(element(offset));
        return out;
      }
      for (int i : places(axis)) {
        if (i >= 0) {
          shown(axis + 1, offset + i * strides[axis], out);
        }
      }
      return out;
    }

    /// One pair of brackets, whose further lines begin with the indent.
    String block(int axis, long offset, String indent, int width) {
      return axis == shape.rank() - 1
          ? row(axis, offset, indent, width)
          : rows(axis, offset, indent, width);
    }

    private String rows(int axis, long offset, String indent, int width) {
      String between = separator.stripTrailing() + "\n".repeat(shape.rank() - axis - 1) + indent;
      List<String> parts = new ArrayList<>();
      for (int i : places(axis)) {
        parts.add(
            i < 0 ? "..." : block(axis + 1, offset + i * strides[axis], indent + " ", width - 1));
      }
      return "[" + String.join(between, parts) + "]";
    }

    private String row(int axis, long offset, String indent, int width) {
      int room = width - Math.max(separator.stripTrailing().length(), 1);
      StringBuilder lines = new StringBuilder();
      StringBuilder line = new StringBuilder(indent);
      List<Integer> places = places(axis);
      for (int p = 0; p < places.size(); p++) {
        int i = places.get(p);
        String word = i < 0 ? "..." : format.apply(element(offset + i * strides[axis]));
        if (line.length() + word.length() > room && line.length() > indent.length()) {
          lines.append(line.toString().stripTrailing()).append('\n');
          line = new StringBuilder(indent);
        }
        line.append(word);
        if (p < places.size() - 1) {
          line.append(separator);
        }
      }
      String all = lines.append(line).toString();
      return "[" + all.substring(indent.length()) + "]";
    }
  }
}
