package linum.llvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import linum.ir.Aval;
import linum.ir.DType;
import linum.llvm.plan.Choose;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Region;
import linum.llvm.plan.Repeat;
import linum.llvm.plan.Step;
import linum.llvm.plan.Value;

/// A program of steps that nobody wrote, and what it computes, said in Java: every value there has
/// memory of its own, so nothing can be overwritten too early.
final class RandomRegion {
  private static final int TRIPS = 3;
  private static final Aval ROWS = Aval.of(DType.INT32, TRIPS, Hand.N);

  private final Random random;
  private final List<Value> arguments = List.of(Hand.vector(), Hand.vector());
  private final Value flag = new Value(Aval.of(DType.INT32));
  private final Value rows = new Value(ROWS);
  private final List<Consumer<Map<Value, int[]>>> meaning = new ArrayList<>();
  private final Region region;

  RandomRegion(long seed) {
    this.random = new Random(seed);
    Block block = block(arguments, 6, 2);
    List<Value> inputs = new ArrayList<>(arguments);
    inputs.add(flag);
    inputs.add(rows);
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      outputs.add(pick(block.known));
    }
    outputs.addAll(block.stacked);
    this.region = new Region(inputs, block.steps, outputs);
    this.meaning.add(block::run);
  }

  Region region() {
    return region;
  }

  List<int[]> expected(int[] a, int[] b, int which, int[] table) {
    Map<Value, int[]> env = new HashMap<>();
    env.put(arguments.get(0), a.clone());
    env.put(arguments.get(1), b.clone());
    env.put(flag, new int[] {which});
    env.put(rows, table.clone());
    meaning.forEach(m -> m.accept(env));
    return region.outputs().stream().map(env::get).toList();
  }

  /// Steps, and the same in Java.
  private static final class Block {
    final List<Value> known;
    final List<Step> steps = new ArrayList<>();
    final List<Value> stacked = new ArrayList<>();
    final List<Consumer<Map<Value, int[]>>> meaning = new ArrayList<>();

    Block(List<Value> known) {
      this.known = new ArrayList<>(known);
    }

    void run(Map<Value, int[]> env) {
      meaning.forEach(m -> m.accept(env));
    }
  }

  private Value pick(List<Value> from) {
    // Often a recent one, so that older ones die.
    int back = Math.min(from.size() - 1, (int) (random.nextDouble() * random.nextDouble() * 6));
    return from.get(from.size() - 1 - back);
  }

  private Block block(List<Value> known, int length, int depth) {
    Block b = new Block(known);
    for (int i = 0; i < length; i++) {
      int kind = depth == 0 ? random.nextInt(2) : random.nextInt(5);
      switch (kind) {
        case 0 -> reverse(b);
        case 1, 2 -> combine(b);
        case 3 -> repeat(b, depth);
        default -> choose(b, depth);
      }
    }
    return b;
  }

  private void combine(Block b) {
    Value x = pick(b.known);
    Value y = pick(b.known);
    Value to = Hand.vector();
    int factor = random.nextInt(5) - 2;
    Kernel k = Hand.combine(factor, x, y, to);
    b.steps.add(k);
    b.meaning.add(env -> {
      int[] out = new int[Hand.N];
      for (int i = 0; i < Hand.N; i++) {
        out[i] = factor * env.get(x)[i] + env.get(y)[i] + 1;
      }
      env.put(to, out);
    });
    b.known.add(to);
  }

  private void reverse(Block b) {
    Value x = pick(b.known);
    Value y = pick(b.known);
    Value to = Hand.vector();
    b.steps.add(Hand.reverse(x, y, to));
    b.meaning.add(env -> {
      int[] out = new int[Hand.N];
      for (int i = 0; i < Hand.N; i++) {
        out[i] = env.get(x)[Hand.N - 1 - i] + env.get(y)[i];
      }
      env.put(to, out);
    });
    b.known.add(to);
  }

  private void repeat(Block outer, int depth) {
    int trips = random.nextInt(TRIPS + 1);
    boolean sliced = trips == TRIPS;
    boolean reverse = random.nextBoolean();
    List<Value> initial = List.of(pick(outer.known), pick(outer.known));
    List<Value> slots = List.of(Hand.vector(), Hand.vector());
    Value part = Hand.vector();
    List<Value> visible = new ArrayList<>(outer.known);
    if (sliced) {
      visible.add(part);
    }
    visible.addAll(slots);
    Block body = block(visible, 1 + random.nextInt(4), depth - 1);
    List<Value> next = List.of(pick(body.known), pick(body.known));
    List<Repeat.Carry> carries =
        List.of(
            new Repeat.Carry(initial.get(0), slots.get(0), next.get(0)),
            new Repeat.Carry(initial.get(1), slots.get(1), next.get(1)));
    Value made = pick(body.known);
    Value stack = new Value(ROWS);
    outer.steps.add(
        new Repeat(
            "loop",
            trips,
            reverse,
            null,
            carries,
            sliced ? List.of(new Repeat.Slice(rows, part)) : List.of(),
            sliced ? List.of(new Repeat.Slice(stack, made)) : List.of(),
            new Region(visible, body.steps, List.of(next.get(0), next.get(1), made))));
    outer.meaning.add(env -> {
      int[] all = new int[TRIPS * Hand.N];
      env.put(slots.get(0), env.get(initial.get(0)));
      env.put(slots.get(1), env.get(initial.get(1)));
      for (int n = 0; n < trips; n++) {
        int t = reverse ? trips - 1 - n : n;
        if (sliced) {
          int[] row = new int[Hand.N];
          System.arraycopy(env.get(rows), t * Hand.N, row, 0, Hand.N);
          env.put(part, row);
        }
        body.run(env);
        int[] first = env.get(next.get(0));
        int[] second = env.get(next.get(1));
        System.arraycopy(env.get(made), 0, all, t * Hand.N, Hand.N);
        env.put(slots.get(0), first);
        env.put(slots.get(1), second);
      }
      env.put(stack, all);
    });
    if (sliced) {
      outer.stacked.add(stack);
    }
    outer.known.addAll(slots);
  }

  private void choose(Block outer, int depth) {
    List<Block> branches = new ArrayList<>();
    List<Region> regions = new ArrayList<>();
    List<List<Value>> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Block branch = block(outer.known, random.nextInt(3), depth - 1);
      List<Value> out = List.of(pick(branch.known), pick(branch.known));
      branches.add(branch);
      made.add(out);
      regions.add(new Region(outer.known, branch.steps, out));
    }
    List<Value> results = List.of(Hand.vector(), Hand.vector());
    outer.steps.add(new Choose("choose", flag, regions, results));
    outer.meaning.add(env -> {
      int which = Math.clamp(env.get(flag)[0], 0, 2);
      branches.get(which).run(env);
      env.put(results.get(0), env.get(made.get(which).get(0)));
      env.put(results.get(1), env.get(made.get(which).get(1)));
    });
    outer.known.addAll(results);
  }
}
