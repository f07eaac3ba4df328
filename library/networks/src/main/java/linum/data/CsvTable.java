package linum.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import linum.core.Array;
import linum.core.HostArrays;
import linum.core.HostWrite;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;

/// The columns of a [Csv] file by name, as they are written there; arrays are made on demand.
///
/// @param file for messages
public record CsvTable(String file, Map<String, List<String>> columns) {

  public CsvTable {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /// The names of the columns in their order.
  public Set<String> names() {
    return columns.keySet();
  }

  /// How many lines there are.
  public int size() {
    return columns.isEmpty() ? 0 : columns.values().iterator().next().size();
  }

  /// A column as it is written.
  ///
  /// @throws IllegalArgumentException if there is no such column, listing those there are
  public List<String> text(String name) {
    List<String> column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "%s has no column '%s', but %s".formatted(file, name, names()));
    }
    return column;
  }

  /// A column of the type that all its values have: `bool` (`true`, `false`), `int32`, or
  /// `float32`, in which an empty value is not a number.
  ///
  /// @throws IllegalArgumentException if a value is none of these, naming it and its line
  public Array column(String name) {
    List<String> values = text(name);
    if (!values.isEmpty() && values.stream().allMatch(CsvTable::isBoolean)) {
      return make(values, DType.BOOL, i -> values.get(i).strip().equalsIgnoreCase("true") ? 1 : 0);
    }
    boolean integers = !values.isEmpty() && values.stream().allMatch(CsvTable::isInteger);
    return column(name, integers ? DType.INT32 : DType.FLOAT32);
  }

  /// A column of numbers of the given type.
  ///
  /// @throws IllegalArgumentException if a value is none, or does not fit, naming it and its line
  public Array column(String name, DType dtype) {
    List<String> values = text(name);
    return make(values, dtype, i -> dtype.isInteger() ? integer(name, i, dtype) : number(name, i));
  }

  private static Array make(List<String> values, DType dtype, IntFunction<Number> element) {
    return HostWrite.of(Aval.of(dtype, values.size()), element);
  }

  private static boolean isBoolean(String value) {
    return value.strip().equalsIgnoreCase("true") || value.strip().equalsIgnoreCase("false");
  }

  private static boolean isInteger(String value) {
    try {
      Integer.parseInt(value.strip());
      return true;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private Number integer(String name, int line, DType dtype) {
    String value = text(name).get(line).strip();
    if (value.matches("[-+]?\\d{1,18}") && fits(Long.parseLong(value), dtype)) {
      return Long.parseLong(value);
    }
    throw bad(name, line, dtype.toString());
  }

  private static boolean fits(long n, DType dtype) {
    int bits = dtype.bits();
    return dtype.isSigned()
        ? bits == 64 || (n >= -(1L << (bits - 1)) && n < 1L << (bits - 1))
        : n >= 0 && (bits == 64 || n < 1L << bits);
  }

  private Number number(String name, int line) {
    String value = text(name).get(line).strip();
    if (value.isEmpty()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException _) {
      throw bad(name, line, "number");
    }
  }

  private IllegalArgumentException bad(String name, int line, String wanted) {
    return new IllegalArgumentException(
        "column '%s' of %s has '%s' as value %d, which is no %s\nTake it as text(\"%s\"), or as codes(\"%s\")."
            .formatted(name, file, text(name).get(line), line + 1, wanted, name, name));
  }

  /// Columns of numbers beside each other, `float32[size,columns]`; all columns if none is named.
  ///
  /// @throws IllegalArgumentException if a value is no number, naming it and its line
  public Array matrix(String... names) {
    List<String> chosen = names.length == 0 ? List.copyOf(names()) : List.of(names);
    float[] out = new float[Math.multiplyExact(size(), chosen.size())];
    for (int c = 0; c < chosen.size(); c++) {
      for (int i = 0; i < size(); i++) {
        out[i * chosen.size() + c] = number(chosen.get(c), i).floatValue();
      }
    }
    return HostArrays.fromFloats(out, Dims.of(size(), chosen.size()));
  }

  /// The different values of a column in their alphabetical order.
  public List<String> categories(String name) {
    return text(name).stream().distinct().sorted().toList();
  }

  /// For each value of a column its position among the [#categories], `int32`.
  public Array codes(String name) {
    List<String> categories = categories(name);
    return HostArrays.fromInts(
        text(name).stream().mapToInt(v -> Collections.binarySearch(categories, v)).toArray(),
        Dims.of(size()));
  }

  /// The lines as examples: each of the given columns as an array without axes.
  public Dataset<Map<String, Array>> dataset(String... names) {
    Map<String, Array> arrays = new LinkedHashMap<>();
    Stream.of(names).forEach(n -> arrays.put(n, column(n)));
    return Dataset.of(arrays);
  }
}
