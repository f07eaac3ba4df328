package linum.lax;

import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.Linum.vmap;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Jaxpr;
import linum.ir.Param;
import linum.ir.RandomAlgorithm;
import linum.ir.pass.CommonSubexpressions;
import linum.ir.pass.DeadCode;
import linum.ir.pass.Platforms;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Operations of which programs say more than what they compute.
class OperationsTest {
  private static void prints(Jaxpr jaxpr, String text) {
    assertThat(jaxpr).hasToString(text);
  }

  @Nested
  class Stacks {
    @Test
    void areOneOperation() {
      prints(
          makeJaxpr((Array x, Array y) -> Lax.stack(List.of(x, y), 1), ones(2), ones(2)),
          "{ lambda ; a:f32[2] b:f32[2]. let c:f32[2,2] = stack[axis=1] a b in (c,) }");
      prints(
          makeJaxpr((Array x) -> Lax.unstack(x, 0), ones(2, 3)),
          "{ lambda ; a:f32[2,3]. let b:f32[3] c:f32[3] = unstack[axis=0] a in (b, c) }");
    }

    @Test
    void areTakenApartBackward() {
      prints(
          makeJaxpr(
              grad((Array x) -> Lax.stack(List.of(x, x), 0).mul(array(1.0, 2.0)).sum()), ones()),
          """
          { lambda ; a:f32[]. let
              b:f32[2] = stack[axis=0] a a
              c:f32[2] = mul b [...]:f32[2]
              _:f32[] = reduce_sum[axes=(0,) out_sharding=None] c
              d:f32[2] = broadcast_in_dim 1.0:f32[]
              e:f32[2] = mul d [...]:f32[2]
              f:f32[] g:f32[] = unstack[axis=0] e
              h:f32[] = add_any f g
            in (h,) }\
          """);
    }
  }

  @Nested
  class Composites {
    private final Function<Array, Array> tangent =
        Lax.composite(x -> Lax.div(Lax.sin(x), Lax.cos(x)), "my.tangent");

    @Test
    void haveANameAndABody() {
      prints(
          makeJaxpr((Array x) -> tangent.apply(x), array(1.0)),
          """
          { lambda ; a:f32[]. let
              b:f32[] = composite[
                attributes=()
                jaxpr={ lambda ; c:f32[]. let
                    d:f32[] = sin c
                    e:f32[] = cos c
                    f:f32[] = div d e
                  in (f,) }
                name=my.tangent
                version=0
              ] a
            in (b,) }\
          """);
    }

    @Test
    void keepTheirAttributes() {
      Function<Array, Array> f =
          Lax.composite(x -> x.sum(0), "my.sum", 2, new Param("axis", 0), new Param("to", null));
      assertThat(makeJaxpr((Array x) -> f.apply(x), ones(2)).toString())
          .contains(
              "attributes=(('axis', (0,), PyTreeDef(*)), ('to', (), PyTreeDef(None)))",
              "version=2");
    }

    @Test
    void areWhatTheirBodyIs() {
      Array x = array(0.1, 0.7, 2.0);
      assertClose(Lax.tan(x), tangent.apply(x));
      assertClose(Lax.tan(x), jit((Array v) -> tangent.apply(v)).apply(x));
      assertClose(Lax.tan(x), vmap((Array v) -> tangent.apply(v)).apply(x));
    }

    @Test
    void mayUseWhatIsAroundThem() {
      UnaryOperator<Array> f =
          jit((Array x) -> Lax.<Array, Array>composite(y -> y.mul(x), "scale").apply(array(2.0)));
      assertClose(array(6.0), f.apply(array(3.0)));
    }

    @Test
    void haveNoDerivative() {
      assertThatThrownBy(() -> grad((Array x) -> tangent.apply(x)).apply(array(1.0)))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(
              "composite: my.tangent has no derivative."
                  + "\nGive the function around it one with customJvp or customVjp.");
    }
  }

  @Nested
  class PlatformsTest {
    private static SequencedMap<String, Function<Array, Array>> on(String... platforms) {
      SequencedMap<String, Function<Array, Array>> all = new TreeMap<>();
      for (String p : platforms) {
        all.put(p, x -> x.add(p.equals("cpu") ? 1 : 100));
      }
      return all;
    }

    private static Array run(SequencedMap<String, Function<Array, Array>> branches, Array x) {
      return Lax.platformDependent(x, branches, y -> y.neg());
    }

    @Test
    void theBranchOfThePlatformRuns() {
      Array x = array(3.0);
      assertClose(array(4.0), run(on("cpu", "tpu"), x));
      assertClose(array(4.0), jit((Array y) -> run(on("cpu", "tpu"), y)).apply(x));
      assertClose(array(-3.0), jit((Array y) -> run(on("tpu"), y)).apply(x));
      assertClose(array(1.0), grad(jit((Array y) -> run(on("cpu", "tpu"), y))).apply(x));
      assertClose(
          array(4.0, 4.0), vmap(jit((Array y) -> run(on("cpu"), y))).apply(array(3.0, 3.0)));
    }

    @Test
    void allBranchesAreStagedAndOneIsCompiled() {
      Function<Array, Array> same = y -> y.neg();
      SequencedMap<String, Function<Array, Array>> branches = new LinkedHashMap<>();
      branches.put("tpu", same);
      branches.put("cuda", same);
      Jaxpr staged =
          makeJaxpr((Array x) -> Lax.platformDependent(x, branches, y -> Lax.sin(y)), array(1.0));
      prints(
          staged,
          """
          { lambda ; a:f32[]. let
              b:i32[] = platform_index[platforms=(('tpu', 'cuda'), None)]\s
              c:f32[] = cond[
                branches=(
                  { lambda ; d:f32[]. let e:f32[] = neg d in (e,) }
                  { lambda ; f:f32[]. let g:f32[] = sin f in (g,) }
                )
                branches_platforms=(('tpu', 'cuda'), None)
              ] b a
            in (c,) }\
          """);
      prints(
          Platforms.resolve(staged, "cuda"),
          """
          { lambda ; a:f32[]. let
              b:f32[] = jit[
                name=branch
                jaxpr={ lambda ; a:f32[]. let b:f32[] = neg a in (b,) }
              ] a
            in (b,) }\
          """);
    }

    @Test
    void aPlatformWithoutABranchIsAnError() {
      assertThatThrownBy(
              () -> jit((Array x) -> Lax.platformDependent(x, on("cuda", "tpu"))).apply(array(1.0)))
          .hasMessage(
              "platform_index: there is no branch for the platform cpu, only for [[cuda], [tpu]]"
                  + "\nGive platformDependent a default.");
    }
  }

  @Nested
  class Effects {
    @Test
    void whatSinksIsComputed() {
      Jaxpr jaxpr =
          makeJaxpr(
              (Array x) -> {
                Lax.dceSink(Lax.sin(x));
                Lax.cos(x);
                return x;
              },
              array(1.0));
      prints(
          DeadCode.apply(jaxpr),
          """
          { lambda ; a:f32[]. let
              b:f32[] = sin a
              dce_sink[prevent_mlir_dce=False] b
            in (a,) }\
          """);
    }

    @Test
    void tokensAreMerged() {
      prints(
          makeJaxpr((Array x) -> Lax.afterAll(Lax.createToken(), Lax.createToken()), array(1.0)),
          """
          { lambda ; a:f32[]. let
              b:Tok = create_token\s
              c:Tok = create_token\s
              d:Tok = after_all b c
            in (d,) }\
          """);
      assertThat(Lax.afterAll(Lax.createToken())).hasToString("Token");
      assertThatThrownBy(() -> Lax.afterAll(array(1.0)))
          .hasMessage("after_all takes tokens, got float32[]");
    }

    @Test
    void stagingChangesNothing() {
      Array x = ones(2);
      assertThat(Lax.stage(x)).isSameAs(x);
      assertThat(Lax.stage(2).aval().weak()).isTrue();
    }
  }

  @Nested
  class Generators {
    @Test
    void giveTheNextState() {
      Array state = array(1, 2, 3, 4).astype(DType.UINT32);
      List<Array> first = Lax.rngBitGenerator(state, 2);
      assertThat(first.get(0)).isNotEqualTo(state);
      prints(
          makeJaxpr(
              (Array s) ->
                  Lax.rngBitGenerator(s, Dims.of(2), DType.UINT8, RandomAlgorithm.RNG_THREE_FRY),
              state),
          """
          { lambda ; a:u32[4]. let
              b:u32[4] c:u8[2] = rng_bit_generator[
                algorithm=RNG_THREE_FRY
                dtype=uint8
                out_sharding=None
                shape=(2,)
              ] a
            in (b, c) }\
          """);
    }

    @Test
    void ofTheDeviceAreNotMerged() {
      Jaxpr twice =
          makeJaxpr(
              (Array a, Array b) -> List.of(Lax.rngUniform(a, b, 2), Lax.rngUniform(a, b, 2)),
              array(0.0),
              array(1.0));
      prints(
          CommonSubexpressions.apply(twice),
          """
          { lambda ; a:f32[] b:f32[]. let
              c:f32[2] = rng_uniform[shape=(2,)] a b
              d:f32[2] = rng_uniform[shape=(2,)] a b
            in (c, d) }\
          """);
      assertThatThrownBy(() -> grad((Array b) -> Lax.rngUniform(array(0.0), b)).apply(array(1.0)))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageStartingWith("rng_uniform has no derivative.");
    }
  }
}
