package linum.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import linum.core.Backends;
import linum.core.Dispatch;
import linum.core.Report;
import linum.ir.Jaxpr;
import linum.transform.Stage;
import org.junit.jupiter.api.Test;

/// Which primitives leave native code to be computed by the reference backend.
class HostPrimitivesTest {
  private static final String JAVA = "java ";

  @Test
  void theseAndNoOthersAreComputedInJava() {
    assertThat(Backends.current().name()).isEqualTo("llvm");
    Set<String> found = new TreeSet<>();
    Cases.all()
        .forEach(c -> {
          Jaxpr program = Stage.stage(c.row().program(), c.sample().avals()).jaxpr();
          Report report = Dispatch.compile(program, List.of()).executable().report();
          report.kernels().stream()
              .map(Report.Kernel::label)
              .filter(label -> label.startsWith(JAVA))
              .forEach(label -> found.add(label.substring(JAVA.length())));
        });
    assertThat(found)
        .containsExactly(
            "bessel_i0e",
            "bessel_i1e",
            "bitcast_convert_type",
            "debug_callback",
            "debug_print",
            "igamma",
            "igamma_grad_a",
            "igammac",
            "io_callback",
            "philox2x32",
            "philox4x32",
            "polygamma",
            "pure_callback",
            "random_gamma_grad",
            "reduce",
            "reduce_max",
            "reduce_min",
            "reduce_prod",
            "reduce_sum",
            "reduce_window",
            "regularized_incomplete_beta",
            "rng_bit_generator",
            "rng_uniform",
            "select_and_scatter",
            "threefry4x32",
            "zeta");
  }
}
