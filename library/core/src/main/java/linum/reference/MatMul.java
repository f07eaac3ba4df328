package linum.reference;

/// `C += A · B` for matrices inside arrays: `A` is `m × k` with the given distances between
/// neighbouring rows and columns, `B` is `k × n` and `C` is `m × n`, both packed.
///
/// The innermost loop runs along rows of `B` and `C`, four rows of `B` at a time, so that it
/// vectorizes; the outer ones walk over blocks of `B` that stay in the cache.
record MatMul(int m, int k, int n, int rowStep, int columnStep) {
  private static final int K_BLOCK = 64;
  private static final int N_BLOCK = 512;

  void add(double[] a, int a0, double[] b, int b0, double[] c, int c0) {
    if (n < 4) {
      narrow(a, a0, b, b0, c, c0);
      return;
    }
    for (int j0 = 0; j0 < n; j0 += N_BLOCK) {
      int width = Math.min(N_BLOCK, n - j0);
      for (int k0 = 0; k0 < k; k0 += K_BLOCK) {
        int depth = Math.min(K_BLOCK, k - k0);
        for (int i = 0; i < m; i++) {
          row(
              a,
              a0 + i * rowStep + k0 * columnStep,
              b,
              b0 + k0 * n + j0,
              c,
              c0 + i * n + j0,
              depth,
              width);
        }
      }
    }
  }

  /// One row of a block: `c[j] += Σ a[l] b[l][j]`.
  private void row(
      double[] a, int ai, double[] b, int bi, double[] c, int ci, int depth, int width) {
    int l = 0;
    for (; l + 4 <= depth; l += 4) {
      int at = ai + l * columnStep;
      quad(
          a[at],
          a[at + columnStep],
          a[at + 2 * columnStep],
          a[at + 3 * columnStep],
          b,
          bi + l * n,
          n,
          c,
          ci,
          width);
    }
    for (; l < depth; l++) {
      single(a[ai + l * columnStep], b, bi + l * n, c, ci, width);
    }
  }

  private static void quad(
      double x0,
      double x1,
      double x2,
      double x3,
      double[] b,
      int b0,
      int step,
      double[] c,
      int c0,
      int width) {
    int b1 = b0 + step;
    int b2 = b1 + step;
    int b3 = b2 + step;
    for (int j = 0; j < width; j++) {
      c[c0 + j] += x0 * b[b0 + j] + x1 * b[b1 + j] + x2 * b[b2 + j] + x3 * b[b3 + j];
    }
  }

  private static void single(double x, double[] b, int b0, double[] c, int c0, int width) {
    for (int j = 0; j < width; j++) {
      c[c0 + j] += x * b[b0 + j];
    }
  }

  /// For few columns: one sum an element.
  private void narrow(double[] a, int a0, double[] b, int b0, double[] c, int c0) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        int at = a0 + i * rowStep;
        for (int l = 0; l < k; l++) {
          sum += a[at + l * columnStep] * b[b0 + l * n + j];
        }
        c[c0 + i * n + j] += sum;
      }
    }
  }

  void add(long[] a, int a0, long[] b, int b0, long[] c, int c0) {
    for (int i = 0; i < m; i++) {
      for (int l = 0; l < k; l++) {
        long x = a[a0 + i * rowStep + l * columnStep];
        for (int j = 0; j < n; j++) {
          c[c0 + i * n + j] += x * b[b0 + l * n + j];
        }
      }
    }
  }
}
