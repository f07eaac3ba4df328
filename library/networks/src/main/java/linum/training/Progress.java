package linum.training;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import linum.core.Array;

/// Goes through something and shows how far it is, in one line that is written over and over.
///
/// ```java
/// var progress = Progress.of(loader, loader.size()).description("epoch 1");
/// for (Batch batch : progress) {
///   state = step.apply(state, batch);
///   progress.set("loss", state.loss());
/// }
/// // epoch 1:  42% |████▏     | 420/1000 [00:12<00:17, 34.2/s, loss=0.3125]
/// ```
///
/// The line goes to standard output, in a terminal as in a notebook, at most ten times a second;
/// numbers are read only then, so that showing them does not hold up what runs asynchronously. It
/// ends with the loop; if that is left early, with [#close].
///
/// In Python: `tqdm`.
///
/// @param <T> what it goes through
public final class Progress<T> implements Iterable<T>, AutoCloseable {
  private static final long PERIOD = 100_000_000;

  private final Iterable<T> source;
  private final ProgressLine line;
  private final PrintStream out;
  private final LongSupplier nanos;
  private final Map<String, Object> numbers = new LinkedHashMap<>();
  private String description = "";
  private long start;
  private long shown;
  private long done;
  private int width;
  private boolean open;

  Progress(Iterable<T> source, long total, PrintStream out, LongSupplier nanos) {
    this.source = source;
    this.line = new ProgressLine(total);
    this.out = out;
    this.nanos = nanos;
  }

  /// Goes through `source`, which has `total` elements.
  public static <T> Progress<T> of(Iterable<T> source, long total) {
    return new Progress<>(source, total, System.out, System::nanoTime);
  }

  /// Goes through numbers from 0 to `total - 1`. In Python: `trange`.
  public static Progress<Integer> range(int total) {
    return of(() -> java.util.stream.IntStream.range(0, total).iterator(), total);
  }

  /// Shows a text before the bar; returns this.
  public Progress<T> description(String text) {
    description = text;
    return this;
  }

  /// Shows a number behind the bar, or another one in its place.
  public void set(String name, Number value) {
    numbers.put(name, value);
  }

  /// Shows the number of a scalar array behind the bar. It is read when it is shown.
  public void set(String name, Array value) {
    numbers.put(name, value);
  }

  /// Goes through from the beginning, with a new line.
  @Override
  public Iterator<T> iterator() {
    close();
    Iterator<T> elements = source.iterator();
    start = nanos.getAsLong();
    done = 0;
    open = true;
    show();
    return new Iterator<>() {
      private boolean first = true;

      @Override
      public boolean hasNext() {
        advance();
        boolean more = elements.hasNext();
        if (!more) {
          close();
        }
        return more;
      }

      // An element is done when the next one is asked for.
      private void advance() {
        if (!first) {
          first = true;
          done++;
          if (nanos.getAsLong() - shown >= PERIOD) {
            show();
          }
        }
      }

      @Override
      public T next() {
        advance();
        T element = elements.next();
        first = false;
        return element;
      }
    };
  }

  private void show() {
    shown = nanos.getAsLong();
    String text = line.of(description, done, (shown - start) / 1e9, numbers);
    out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    out.flush();
    width = text.length();
  }

  /// Shows the last state and ends the line. Does nothing if it was ended.
  @Override
  public void close() {
    if (open) {
      open = false;
      show();
      out.println();
      width = 0;
    }
  }
}
