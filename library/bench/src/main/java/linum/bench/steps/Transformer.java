package linum.bench.steps;

import static linum.nn.Nn.gelu;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.lax.Lax;
import linum.layers.Masks;
import linum.linen.Dense;
import linum.linen.Embed;
import linum.linen.Layer;
import linum.linen.LayerNorm;
import linum.linen.SelfAttention;
import linum.nn.Initializer;
import linum.nn.Nn;
import linum.nnx.Nnx;
import linum.numpy.Finfo;
import linum.numpy.Jnp;
import linum.optax.GradientTransformation;
import linum.optax.Optax;

/// A transformer that says the next token: two blocks of attention and a perceptron.
final class Transformer implements Model {
  private static final int TOKENS = 64;
  private static final int LENGTH = 16;
  private static final int WIDTH = 32;
  private static final int HEADS = 4;
  private static final int BLOCKS = 2;
  private static final double EPSILON = 1e-6;

  private final Batch batch =
      new Batch(Numbers.integers(TOKENS, 4, LENGTH), Numbers.integers(TOKENS, 4, LENGTH));
  private final GradientTransformation tx =
      Optax.chain(
          Optax.clipByGlobalNorm(1),
          Optax.adamw(Optax.warmupCosineDecaySchedule(0.0, 1e-3, 100, 10_000)));

  @Override
  public String name() {
    return "transformer";
  }

  private static Array loss(Array logits, Array next) {
    return Optax.softmaxCrossEntropyWithIntegerLabels(logits, next).mean();
  }

  private static Array mask(Array x) {
    return Masks.makeCausalMask(Jnp.ones(x.shape(0), x.shape(1)));
  }

  // By hand.

  private record Affine(Array kernel, Array bias) {
    static Affine of(int in, int out) {
      return new Affine(Numbers.normal(in, out), Numbers.normal(out));
    }

    static Affine heads() {
      int depth = WIDTH / HEADS;
      return new Affine(Numbers.normal(WIDTH, HEADS, depth), Numbers.normal(HEADS, depth));
    }

    Array apply(Array x) {
      return x.matmul(kernel).add(bias);
    }

    Array split(Array x) {
      return Jnp.einsum("blw,whd->blhd", x, kernel).add(bias);
    }

    Array join(Array x) {
      return Jnp.einsum("blhd,hdw->blw", x, kernel).add(bias);
    }
  }

  private record Norm(Array scale, Array bias) {
    static Norm of() {
      return new Norm(Numbers.normal(WIDTH), Numbers.normal(WIDTH));
    }

    Array apply(Array x) {
      Array mean = x.mean(-1, true);
      Array var = Jnp.maximum(0.0, x.square().mean(-1, true).sub(mean.square()));
      return x.sub(mean).mul(Lax.rsqrt(var.add(EPSILON)).mul(scale)).add(bias);
    }
  }

  private record Attention(Affine query, Affine key, Affine value, Affine out) {
    Array apply(Array x, Array mask) {
      Array q = query.split(x).div(Math.sqrt((double) WIDTH / HEADS));
      Array logits = Jnp.einsum("bqhd,bkhd->bhqk", q, key.split(x));
      Array seen = Jnp.where(mask, logits, Finfo.of(DType.FLOAT32).min());
      Array mixed = Jnp.einsum("bhqk,bkhd->bqhd", Nn.softmax(seen), value.split(x));
      return out.join(mixed);
    }
  }

  private record Block(Norm first, Attention attention, Norm second, Affine wide, Affine narrow) {
    static Block of() {
      Affine out = new Affine(Numbers.normal(HEADS, WIDTH / HEADS, WIDTH), Numbers.normal(WIDTH));
      return new Block(
          Norm.of(),
          new Attention(Affine.heads(), Affine.heads(), Affine.heads(), out),
          Norm.of(),
          Affine.of(WIDTH, 4 * WIDTH),
          Affine.of(4 * WIDTH, WIDTH));
    }

    Array apply(Array x, Array mask) {
      Array mixed = x.add(attention.apply(first.apply(x), mask));
      return mixed.add(narrow.apply(gelu(wide.apply(second.apply(mixed)))));
    }
  }

  private record Params(
      Array embedding, Array positions, List<Block> blocks, Norm norm, Affine out) {
    Array logits(Array tokens) {
      Array x = embedding.take(tokens, 0).add(positions);
      for (Block block : blocks) {
        x = block.apply(x, mask(x));
      }
      return out.apply(norm.apply(x));
    }
  }

  @Override
  public Way byHand() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      blocks.add(Block.of());
    }
    Params params =
        new Params(
            Numbers.normal(TOKENS, WIDTH),
            Numbers.normal(LENGTH, WIDTH),
            List.copyOf(blocks),
            Norm.of(),
            Affine.of(WIDTH, TOKENS));
    return Ways.byHand(params, tx, (p, b) -> loss(p.logits(b.x()), b.y()), batch);
  }

  // Linen.

  private record LinenBlock() implements Layer {
    @Override
    public Array call(Array x) {
      Array mixed = x.add(new SelfAttention(HEADS).apply(new LayerNorm().apply(x), mask(x)));
      Array wide = gelu(new Dense(4 * WIDTH).apply(new LayerNorm().apply(mixed)));
      return mixed.add(new Dense(WIDTH).apply(wide));
    }
  }

  private record Linen() implements Layer {
    @Override
    public Array call(Array tokens) {
      Array x = new Embed(TOKENS, WIDTH).apply(tokens);
      x = x.add(param("positions", Initializer.normal(0.02), LENGTH, WIDTH));
      for (int i = 0; i < BLOCKS; i++) {
        x = new LinenBlock().apply(x);
      }
      return new Dense(TOKENS).apply(new LayerNorm().apply(x));
    }
  }

  @Override
  public Way trainState() {
    return Ways.trainState(new Linen(), tx, Transformer::loss, batch);
  }

  // NNX.

  private static final class NetBlock extends Nnx.Module {
    private final Nnx.LayerNorm first;
    private final Nnx.MultiHeadAttention attention;
    private final Nnx.LayerNorm second;
    private final Nnx.Linear wide;
    private final Nnx.Linear narrow;

    NetBlock(Nnx.Rngs rngs) {
      this.first = new Nnx.LayerNorm(WIDTH, rngs);
      this.attention = new Nnx.MultiHeadAttention(HEADS, WIDTH, rngs, o -> o.decode(false));
      this.second = new Nnx.LayerNorm(WIDTH, rngs);
      this.wide = new Nnx.Linear(WIDTH, 4 * WIDTH, rngs);
      this.narrow = new Nnx.Linear(4 * WIDTH, WIDTH, rngs);
    }

    Array call(Array x) {
      Array mixed = x.add(attention.call(first.call(x), mask(x)));
      return mixed.add(narrow.call(gelu(wide.call(second.call(mixed)))));
    }
  }

  private static final class Net extends Nnx.Module {
    private final Nnx.Embed embedding;
    private final Nnx.Param positions;
    private final List<NetBlock> blocks;
    private final Nnx.LayerNorm norm;
    private final Nnx.Linear out;

    Net(Nnx.Rngs rngs) {
      this.embedding = new Nnx.Embed(TOKENS, WIDTH, rngs);
      this.positions = new Nnx.Param(Jnp.zeros(LENGTH, WIDTH));
      List<NetBlock> all = new ArrayList<>();
      for (int i = 0; i < BLOCKS; i++) {
        all.add(new NetBlock(rngs));
      }
      this.blocks = List.copyOf(all);
      this.norm = new Nnx.LayerNorm(WIDTH, rngs);
      this.out = new Nnx.Linear(WIDTH, TOKENS, rngs);
    }

    Array call(Array tokens) {
      Array x = embedding.call(tokens).add(positions.get());
      for (NetBlock block : blocks) {
        x = block.call(x);
      }
      return out.call(norm.call(x));
    }
  }

  @Override
  public Way optimizer() {
    return Ways.optimizer(new Net(new Nnx.Rngs(0)), tx, Net::call, Transformer::loss, batch);
  }
}
