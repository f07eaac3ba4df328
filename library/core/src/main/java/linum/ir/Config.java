package linum.ir;

import java.nio.file.Path;
import java.util.List;

/// The settings of the process: about element types, random numbers, and where files are kept.
///
/// In JAX: `jax.config`.
public final class Config {
  /// Whether 64-bit types exist. Off, as in JAX: whoever asks for `int64`, `uint64`, `float64` or
  /// `complex128` gets the type of 32-bit numbers, and numbers of the source are 32 bits wide.
  public static final Setting<Boolean> ENABLE_X64 =
      Setting.ofPrograms("enable_x64", Boolean.getBoolean("linum.enableX64"));

  /// Which types are converted without being asked.
  public static final Setting<Promotion.Mode> NUMPY_DTYPE_PROMOTION =
      Setting.ofPrograms("numpy_dtype_promotion", Promotion.Mode.STANDARD);

  /// How random bits are counted.
  public static final Setting<ThreefryMode> THREEFRY_MODE =
      Setting.ofPrograms("threefry_partitionable", ThreefryMode.PARTITIONABLE);

  /// Where compiled programs are kept, so that the next process need not compile them again: the
  /// folder of the operating system for such files, or the system property `linum.cache.dir`. They
  /// take 512 MiB at most, or `-Dlinum.cache.megabytes`, and 0 keeps none.
  ///
  /// JAX keeps none unless it is told where.
  public static final Setting<Path> COMPILATION_CACHE_DIR =
      new Setting<>("compilation_cache_dir", CacheFolder.initial());

  private Config() {}

  /// What has been changed of the settings that decide what a program is, compared by value: a part
  /// of the key wherever a program is kept that was made under them.
  public static List<Object> snapshot() {
    return Setting.changedOfPrograms();
  }
}
