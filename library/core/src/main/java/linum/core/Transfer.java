package linum.core;

import java.util.List;

/// Arrays moved between devices.
public final class Transfer {
  private Transfer() {}

  /// The buffer itself if it is on the device, else a copy there.
  static Buffer to(Backend backend, Device device, Buffer buffer) {
    return buffer.device().equals(device)
        ? buffer
        : backend.put(buffer.segment(), buffer.byteSize(), device);
  }

  /// The array on the given device; itself if it is there. In JAX: `device_put`.
  ///
  /// @throws IllegalArgumentException if no backend has the device, naming those there are
  /// @throws ConcretizationException if the array is traced
  @SuppressWarnings("ReferenceEquality") // the same buffer: nothing was copied
  public static Array devicePut(Array x, Device device) {
    ConcreteArray c = HostRead.concrete("devicePut", x);
    Backend backend = backend(device);
    Buffer buffer = c.buffer();
    Buffer there = to(backend, device, buffer);
    return there.equals(buffer) ? c : ConcreteArray.of(c.aval(), there);
  }

  /// The array in the host's memory, computed; itself if it is there. In JAX: `device_get`.
  ///
  /// @throws ConcretizationException if the array is traced
  public static Array deviceGet(Array x) {
    ConcreteArray c = HostRead.concrete("deviceGet", x);
    Buffer buffer = c.buffer();
    if (buffer instanceof HostBuffer) {
      return c;
    }
    Device host = new Device("cpu", 0);
    return ConcreteArray.of(c.aval(), HostMemory.copyOf(buffer.segment(), buffer.byteSize(), host));
  }

  /// The devices of the current backend. In JAX: `jax.devices()`.
  public static List<Device> devices() {
    return Backends.current().devices();
  }

  private static Backend backend(Device device) {
    Backend current = Backends.current();
    if (current.devices().contains(device)) {
      return current;
    }
    List<Backend> available = Backends.all().stream().filter(Backend::isAvailable).toList();
    return available.stream()
        .filter(b -> b.devices().contains(device))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "devicePut: there is no device %s; there are %s"
                    .formatted(
                        device,
                        available.stream()
                            .flatMap(b -> b.devices().stream())
                            .distinct()
                            .toList())));
  }
}
