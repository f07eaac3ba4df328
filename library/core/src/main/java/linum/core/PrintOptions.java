package linum.core;

/// How arrays are printed: NumPy's settings.
///
/// ```java
/// setPrintoptions(PrintOptions.DEFAULT.precision(3).suppress(true));
/// ```
///
/// @param precision the most digits after the point
/// @param threshold arrays with more elements are shortened with `...`
/// @param edgeitems how many elements a shortened array shows at each end of an axis
/// @param linewidth the most characters of a line
/// @param suppress whether small numbers are printed as `0.` instead of `1.e-10`
public record PrintOptions(
    int precision, int threshold, int edgeitems, int linewidth, boolean suppress) {

  /// 8 digits, 1000 elements, 3 at each end, 75 characters.
  public static final PrintOptions DEFAULT = new PrintOptions(8, 1000, 3, 75, false);

  private static final ScopedValue<PrintOptions> HERE = ScopedValue.newInstance();
  private static volatile PrintOptions everywhere = DEFAULT;

  /// The settings in use.
  public static PrintOptions current() {
    return HERE.isBound() ? HERE.get() : everywhere;
  }

  /// Makes these the settings in use.
  public void use() {
    everywhere = this;
  }

  /// Runs `body` with these settings, on this thread.
  public void during(Runnable body) {
    ScopedValue.where(HERE, this).run(body);
  }

  public PrintOptions precision(int newPrecision) {
    return new PrintOptions(newPrecision, threshold, edgeitems, linewidth, suppress);
  }

  public PrintOptions threshold(int newThreshold) {
    return new PrintOptions(precision, newThreshold, edgeitems, linewidth, suppress);
  }

  public PrintOptions edgeitems(int newEdgeitems) {
    return new PrintOptions(precision, threshold, newEdgeitems, linewidth, suppress);
  }

  public PrintOptions linewidth(int newLinewidth) {
    return new PrintOptions(precision, threshold, edgeitems, newLinewidth, suppress);
  }

  public PrintOptions suppress(boolean newSuppress) {
    return new PrintOptions(precision, threshold, edgeitems, linewidth, newSuppress);
  }
}
