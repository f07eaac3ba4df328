package linum.kernel.stream;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// An output stream that passes on text in batches: a message for each `println` would drown the
/// front end.
///
/// A batch ends 30 ms after its first byte, or when it has 64 KiB, or at [#drain]. Nothing runs
/// while nothing is printed. Bytes are UTF-8; a character that is only half written waits.
public final class BatchedOutput extends OutputStream {
  private static final int CAPACITY = 1 << 16;
  private static final int DELAY_MILLIS = 30;
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("output-batches").factory());

  private final Consumer<String> sink;
  private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY);
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private boolean scheduled;

  /// A stream whose batches go to the sink, in order, one at a time.
  public BatchedOutput(Consumer<String> sink) {
    this.sink = sink;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] source, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      int count = Math.min(left, bytes.remaining());
      bytes.put(source, from, count);
      from += count;
      left -= count;
      if (!bytes.hasRemaining()) {
        drain();
      }
    }
    if (bytes.position() > 0 && !scheduled) {
      scheduled = true;
      ScheduledFuture<?> _ = TIMER.schedule(this::drain, DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /// Passes on what is there now.
  public synchronized void drain() {
    scheduled = false;
    bytes.flip();
    CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
    decoder.decode(bytes, text, false);
    bytes.compact();
    text.flip();
    if (text.hasRemaining()) {
      sink.accept(text.toString());
    }
  }
}
