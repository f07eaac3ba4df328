package linum.kernel.protocol;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/// The kernel's sockets, all owned by one thread, because a ZeroMQ socket must not be shared.
///
/// That thread sleeps until a socket has something to read or another thread has something to send,
/// and never runs anything slow: received messages go to a listener that must hand them on.
public final class Wire implements AutoCloseable {
  private static final int LINGER_MILLIS = 1000;
  private static final String WAKE_UP = "inproc://wake-up";

  private record Outgoing(Channel channel, List<byte[]> frames) {}

  private final ZContext context = new ZContext();
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
  private final ZMQ.Socket heartbeat;
  private final ZMQ.Socket woken;
  private final ZMQ.Socket waker;
  private final Queue<Outgoing> outbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean wakeUpSent = new AtomicBoolean();
  private final MessageCodec codec;
  private final BiConsumer<Channel, Message> listener;
  private final Thread thread = new Thread(this::loop, "wire");
  private volatile boolean closing;

  /// Binds the sockets; messages flow after [#start].
  ///
  /// @param listener is given each received message, on the thread of the sockets
  public Wire(
      ConnectionInfo connection, MessageCodec codec, BiConsumer<Channel, Message> listener) {
    this.codec = codec;
    this.listener = listener;
    context.setLinger(LINGER_MILLIS);
    bind(Channel.SHELL, SocketType.ROUTER, connection.endpoint(connection.shell()));
    bind(Channel.CONTROL, SocketType.ROUTER, connection.endpoint(connection.control()));
    bind(Channel.STDIN, SocketType.ROUTER, connection.endpoint(connection.stdin()));
    ZMQ.Socket iopub = context.createSocket(SocketType.XPUB);
    iopub.setXpubVerbose(true); // so that every new subscriber is welcomed
    iopub.setSndHWM(0); // output is never dropped
    iopub.bind(connection.endpoint(connection.iopub()));
    sockets.put(Channel.IOPUB, iopub);
    heartbeat = context.createSocket(SocketType.REP);
    heartbeat.bind(connection.endpoint(connection.heartbeat()));
    woken = context.createSocket(SocketType.PAIR);
    woken.bind(WAKE_UP);
    waker = context.createSocket(SocketType.PAIR);
    waker.connect(WAKE_UP);
  }

  private void bind(Channel channel, SocketType type, String endpoint) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.bind(endpoint);
    sockets.put(channel, socket);
  }

  /// Starts to receive and to send.
  public void start() {
    thread.start();
  }

  /// Sends a message, from any thread, in the order of the calls.
  public void send(Channel channel, Message message) {
    outbox.add(new Outgoing(channel, codec.encode(message)));
    wakeUp();
  }

  /// Sends what is left, then ends the thread and closes the sockets.
  @Override
  public void close() {
    closing = true;
    wakeUp();
    try {
      thread.join(LINGER_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wakeUp() {
    if (wakeUpSent.compareAndSet(false, true)) {
      synchronized (waker) {
        waker.send(new byte[0]);
      }
    }
  }

  private void loop() {
    ZMQ.Poller poller = context.createPoller(sockets.size() + 2);
    List<Channel> channels = List.copyOf(sockets.keySet());
    channels.forEach(channel -> poller.register(sockets.get(channel), ZMQ.Poller.POLLIN));
    int heartbeatIndex = poller.register(heartbeat, ZMQ.Poller.POLLIN);
    int wokenIndex = poller.register(woken, ZMQ.Poller.POLLIN);
    while (true) {
      poller.poll(-1);
      if (poller.pollin(wokenIndex)) {
        woken.recv();
        wakeUpSent.set(false);
        flush();
        if (closing) {
          break;
        }
      }
      if (poller.pollin(heartbeatIndex)) {
        heartbeat.send(heartbeat.recv());
      }
      for (int i = 0; i < channels.size(); i++) {
        if (poller.pollin(i)) {
          receive(channels.get(i));
        }
      }
    }
    context.close();
  }

  private void flush() {
    for (Outgoing next = outbox.poll(); next != null; next = outbox.poll()) {
      write(socket(next.channel()), next.frames());
    }
  }

  private void receive(Channel channel) {
    List<byte[]> frames = new ArrayList<>();
    ZMQ.Socket socket = socket(channel);
    do {
      frames.add(socket.recv());
    } while (socket.hasReceiveMore());
    if (channel == Channel.IOPUB) {
      welcome(frames.getFirst());
    } else {
      codec.decode(frames).ifPresent(message -> listener.accept(channel, message));
    }
  }

  /// Tells a new subscriber that it is subscribed, so that it need not guess when output is seen.
  private void welcome(byte[] subscription) {
    if (subscription.length == 0 || subscription[0] != 1) {
      return; // somebody unsubscribed
    }
    byte[] topic = Arrays.copyOfRange(subscription, 1, subscription.length);
    JsonObject content = Json.object("subscription", new String(topic, StandardCharsets.UTF_8));
    Message message = codec.message(List.of(topic), "iopub_welcome", new JsonObject(), content);
    write(socket(Channel.IOPUB), codec.encode(message));
  }

  private ZMQ.Socket socket(Channel channel) {
    ZMQ.Socket socket = sockets.get(channel);
    if (socket == null) {
      throw new IllegalStateException("no socket for " + channel);
    }
    return socket;
  }

  private static void write(ZMQ.Socket socket, List<byte[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      if (i < frames.size() - 1) {
        socket.sendMore(frames.get(i));
      } else {
        socket.send(frames.get(i));
      }
    }
  }
}
