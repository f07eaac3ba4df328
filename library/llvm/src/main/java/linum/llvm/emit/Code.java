package linum.llvm.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes the body of one function, instruction by instruction.
///
/// Control flow is structured: [#loop] and [#branch] take what happens inside as a function and
/// give back the values that come out. Operands of an operation have the same type; nothing is
/// converted or widened unasked.
public final class Code {
  /// What marks a store around the caches; the module has to say what `!0` is.
  static final String STREAMING = ", !nontemporal !0";

  /// What marks a branch that is nearly never taken; the module has to say what `!1` is.
  static final String RARELY = ", !prof !1";

  private final IrModule module;
  private final String name;
  private final String result;
  private final boolean exported;
  private final List<Val> parameters;
  private final StringBuilder allocas = new StringBuilder();
  private StringBuilder out = new StringBuilder();
  private String block = "entry";
  private int names;

  Code(
      IrModule module,
      String name,
      boolean exported,
      @Nullable IrType result,
      IrType... parameters) {
    this.module = module;
    this.parameters =
        IntStream.range(0, parameters.length)
            .mapToObj(i -> new Val("%p" + i, parameters[i]))
            .toList();
    this.name = name;
    this.result = result == null ? "void" : result.toString();
    this.exported = exported;
  }

  public IrModule module() {
    return module;
  }

  public Val parameter(int i) {
    return parameters.get(i);
  }

  private static String join(List<Val> values) {
    return values.stream().map(Val::toString).collect(Collectors.joining(", "));
  }

  private String name() {
    return "%v" + names++;
  }

  private String label(String stem) {
    return stem + names++;
  }

  private void line(String text) {
    out.append("  ").append(text).append('\n');
  }

  private Val assign(IrType type, String instruction) {
    Val v = new Val(name(), type);
    line(v.text() + " = " + instruction);
    return v;
  }

  private void begin(String newBlock) {
    block = newBlock;
    out.append(newBlock).append(":\n");
  }

  // ---- arithmetic ----

  /// An instruction of two operands, as LLVM names it, with its flags: `fadd reassoc`, `lshr`.
  public Val binary(String operation, Val a, Val b) {
    return assign(a.type(), operation + " " + a + ", " + b.text());
  }

  public Val add(Val a, Val b) {
    if (!a.type().isFloat()) {
      if (a.text().equals("0")) {
        return b;
      }
      if (b.text().equals("0")) {
        return a;
      }
      if (!a.type().isVector() && a.isConstant() && b.isConstant()) {
        return Val.constant(a.type(), Long.parseLong(a.text()) + Long.parseLong(b.text()));
      }
    }
    return binary(a.type().isFloat() ? "fadd" : "add", a, b);
  }

  public Val sub(Val a, Val b) {
    return binary(a.type().isFloat() ? "fsub" : "sub", a, b);
  }

  public Val mul(Val a, Val b) {
    if (!a.type().isFloat() && !a.type().isVector()) {
      if (a.text().equals("1")) {
        return b;
      }
      if (b.text().equals("1")) {
        return a;
      }
      if (a.isConstant() && b.isConstant()) {
        return Val.constant(a.type(), Long.parseLong(a.text()) * Long.parseLong(b.text()));
      }
    }
    return binary(a.type().isFloat() ? "fmul" : "mul", a, b);
  }

  /// Division of floating numbers.
  public Val fdiv(Val a, Val b) {
    return binary("fdiv", a, b);
  }

  public Val and(Val a, Val b) {
    return binary("and", a, b);
  }

  public Val or(Val a, Val b) {
    return binary("or", a, b);
  }

  public Val xor(Val a, Val b) {
    return binary("xor", a, b);
  }

  public Val not(Val a) {
    return xor(a, Val.constant(a.type(), -1));
  }

  public Val shl(Val a, Val b) {
    return binary("shl", a, b);
  }

  /// Shifted right, zeros coming in.
  public Val lshr(Val a, Val b) {
    return binary("lshr", a, b);
  }

  /// Shifted right, the sign coming in.
  public Val ashr(Val a, Val b) {
    return binary("ashr", a, b);
  }

  public Val fneg(Val a) {
    return assign(a.type(), "fneg " + a);
  }

  /// `a * b + c`, rounded once.
  public Val fma(Val a, Val b, Val c) {
    return intrinsic("fma", a, b, c);
  }

  /// An intrinsic that is overloaded by the type of its operands and result, which is the first
  /// operand's: `fma`, `sqrt`, `ctpop`, `umin`.
  public Val intrinsic(String name, Val... operands) {
    IrType t = operands[0].type();
    return call(t, "@llvm." + name + "." + t.suffix(), operands);
  }

  /// As [#intrinsic], with a last operand `i1 false` that some take: `abs`, `ctlz`.
  public Val intrinsicFlagged(String name, Val operand) {
    IrType t = operand.type();
    return call(t, "@llvm." + name + "." + t.suffix(), operand, Val.i1(false));
  }

  /// A comparison, as LLVM names it: `icmp slt`, `fcmp olt`. Gives `i1` in each lane.
  public Val compare(String predicate, Val a, Val b) {
    return assign(IrType.I1.of(a.type().lanes()), predicate + " " + a + ", " + b.text());
  }

  /// One value or the other, lane by lane.
  ///
  /// @param condition `i1` with as many lanes as the values, or a single one
  public Val select(Val condition, Val then, Val otherwise) {
    return assign(then.type(), "select " + condition + ", " + then + ", " + otherwise);
  }

  /// A conversion, as LLVM names it: `sext`, `fptosi`, `bitcast`.
  public Val cast(String operation, Val a, IrType to) {
    IrType target = to.of(a.type().lanes());
    return assign(target, operation + " " + a + " to " + target);
  }

  /// The same bits as another type of the same width.
  public Val bitcast(Val a, IrType to) {
    return a.type().scalar().equals(to.scalar()) ? a : cast("bitcast", a, to);
  }

  // ---- lanes ----

  /// A scalar in every lane.
  public Val splat(Val scalar, int lanes) {
    if (lanes == 1 || scalar.type().isVector()) {
      return scalar;
    }
    IrType t = scalar.type().of(lanes);
    Val first = assign(t, "insertelement " + t + " poison, " + scalar + ", i64 0");
    return shuffle(first, IntStream.range(0, lanes).map(_ -> 0));
  }

  /// The lanes of a vector in another order.
  public Val shuffle(Val a, IntStream order) {
    return shuffle(a, new Val("poison", a.type()), order);
  }

  /// Lanes of two vectors; those of the second count on from the first's.
  public Val shuffle(Val a, Val b, IntStream order) {
    int[] which = order.toArray();
    String mask =
        Arrays.stream(which).mapToObj(i -> "i32 " + i).collect(Collectors.joining(", ", "<", ">"));
    return assign(
        a.type().of(which.length),
        "shufflevector %s, %s, <%d x i32> %s".formatted(a, b, which.length, mask));
  }

  public Val extract(Val vector, int lane) {
    return vector.type().isVector()
        ? assign(vector.type().scalar(), "extractelement " + vector + ", i64 " + lane)
        : vector;
  }

  public Val insert(Val vector, Val scalar, int lane) {
    return assign(vector.type(), "insertelement " + vector + ", " + scalar + ", i64 " + lane);
  }

  /// Some lanes side by side; a scalar if it is one.
  public Val part(Val vector, int from, int lanes) {
    if (lanes == vector.type().lanes()) {
      return vector;
    }
    return lanes == 1
        ? extract(vector, from)
        : shuffle(vector, IntStream.range(from, from + lanes));
  }

  /// All lanes brought together, halves first, by an operation that may take them in any order.
  public Val across(Val vector, BiFunction<Val, Val, Val> operation) {
    Val v = vector;
    while (v.type().isVector()) {
      int half = v.type().lanes() / 2;
      Val low = half == 1 ? extract(v, 0) : shuffle(v, IntStream.range(0, half));
      Val high = half == 1 ? extract(v, 1) : shuffle(v, IntStream.range(half, 2 * half));
      v = operation.apply(low, high);
    }
    return v;
  }

  // ---- memory ----

  /// The address `index` elements of `elementBytes` bytes further on.
  public Val at(Val pointer, Val index, int elementBytes) {
    if (index.text().equals("0")) {
      return pointer;
    }
    String element = elementBytes == 1 ? "i8" : "[" + elementBytes + " x i8]";
    return assign(IrType.PTR, "getelementptr inbounds " + element + ", " + pointer + ", " + index);
  }

  /// Loads one lane or several that lie side by side; aligned as one of them.
  public Val load(IrType type, Val pointer) {
    return load(type, pointer, type.byteSize());
  }

  /// Loads from an address of which less is known, or more.
  ///
  /// @param alignment in bytes, a power of two
  public Val load(IrType type, Val pointer, int alignment) {
    return assign(type, "load " + type + ", " + pointer + ", align " + alignment);
  }

  /// Loads what another thread may write meanwhile.
  public Val loadShared(IrType type, Val pointer) {
    return assign(
        type, "load atomic " + type + ", " + pointer + " monotonic, align " + type.byteSize());
  }

  /// Has the line of the cache fetched that an address is in, because it will be needed soon.
  /// Nothing happens if the address is no valid one.
  ///
  /// @param writes whether it will be written
  public void prefetch(Val pointer, boolean writes) {
    run("@llvm.prefetch.p0", pointer, Val.i32(writes ? 1 : 0), Val.i32(3), Val.i32(1));
  }

  public void store(Val value, Val pointer) {
    store(value, pointer, value.type().byteSize());
  }

  /// Stores to an address of which less is known, or more.
  ///
  /// @param alignment in bytes, a power of two
  public void store(Val value, Val pointer, int alignment) {
    line("store " + value + ", " + pointer + ", align " + alignment);
  }

  /// A store around the caches, for results too large to stay there. The address is aligned to the
  /// whole vector.
  public void storeStreaming(Val value, Val pointer) {
    int bytes = value.type().byteSize() * value.type().lanes();
    line("store " + value + ", " + pointer + ", align " + bytes + STREAMING);
  }

  /// Makes all stores before it visible to other threads before what comes after, also those around
  /// the caches.
  public void fence() {
    line("fence seq_cst");
  }

  /// Whether an address is a multiple of a power of two.
  public Val isAligned(Val pointer, long bytes) {
    Val within = and(cast("ptrtoint", pointer, IrType.I64), Val.i64(bytes - 1));
    return compare("icmp eq", within, Val.i64(0));
  }

  /// Memory of this call, aligned to 64 bytes.
  public Val alloca(long bytes) {
    Val v = new Val(name(), IrType.PTR);
    allocas
        .append("  ")
        .append(v.text())
        .append(" = alloca [")
        .append(bytes)
        .append(" x i8], align 64\n");
    return v;
  }

  // ---- calls and control flow ----

  /// Calls a function that gives a value; one that this module lacks is declared.
  ///
  /// @param function with its `@`
  public Val call(IrType result, String function, Val... operands) {
    declare(result.toString(), function, operands);
    return assign(
        result, "call " + result + " " + function + "(" + join(Arrays.asList(operands)) + ")");
  }

  /// Calls a function that gives nothing.
  public void run(String function, Val... operands) {
    declare("void", function, operands);
    line("call void " + function + "(" + join(Arrays.asList(operands)) + ")");
  }

  private void declare(String result, String function, Val... operands) {
    if (function.startsWith("@")) {
      module.declare(result + " " + function + types(Arrays.asList(operands)));
    }
  }

  private static String types(List<Val> values) {
    return values.stream()
        .map(v -> v.type().toString())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /// What a loop does in one round.
  @FunctionalInterface
  public interface Round {
    /// Emits it, once.
    ///
    /// @param i the counter, an `i64`
    /// @param carried the values from the round before
    /// @return the values for the next round
    List<Val> apply(Val i, List<Val> carried);
  }

  /// `for (i = from; i < to; i += step)`.
  ///
  /// @param carried the values before the first round
  /// @return the values after the last round
  public List<Val> loop(Val from, Val to, long step, List<Val> carried, Round round) {
    boolean known = from.isConstant() && to.isConstant();
    if (known && Long.parseLong(from.text()) >= Long.parseLong(to.text())) {
      return carried;
    }
    if (known && Long.parseLong(from.text()) + step >= Long.parseLong(to.text())) {
      return round.apply(from, carried);
    }
    if (known) {
      return rounds(from, to, step, carried, round);
    }
    return branch(
        compare("icmp slt", from, to), () -> rounds(from, to, step, carried, round), () -> carried);
  }

  /// A loop without results.
  public void loop(Val from, Val to, long step, Consumer<Val> round) {
    loop(
        from,
        to,
        step,
        List.of(),
        (i, none) -> {
          round.accept(i);
          return none;
        });
  }

  /// At least one round.
  private List<Val> rounds(Val from, Val to, long step, List<Val> carried, Round round) {
    String before = block;
    String head = label("loop");
    line("br label %" + head);
    StringBuilder outer = out;
    out = new StringBuilder();
    block = head;
    Val i = new Val(name(), IrType.I64);
    List<Val> now = carried.stream().map(c -> new Val(name(), c.type())).toList();
    List<Val> next = round.apply(i, now);
    Val following = assign(IrType.I64, "add nsw " + i + ", " + step);
    Val again = compare("icmp slt", following, to);
    String exit = label("done");
    line("br " + again + ", label %" + head + ", label %" + exit);
    String latch = block;
    StringBuilder body = out;
    out = outer;
    out.append(head).append(":\n");
    phi(i, from, before, following, latch);
    for (int k = 0; k < now.size(); k++) {
      phi(now.get(k), carried.get(k), before, next.get(k), latch);
    }
    out.append(body);
    begin(exit);
    return next;
  }

  private void phi(Val v, Val first, String firstBlock, Val second, String secondBlock) {
    line(
        "%s = phi %s [ %s, %%%s ], [ %s, %%%s ]"
            .formatted(v.text(), v.type(), first.text(), firstBlock, second.text(), secondBlock));
  }

  /// `do … while (condition)`.
  ///
  /// @param round gives the values for the next round, and after them the condition, an `i1`
  public List<Val> repeat(List<Val> carried, UnaryOperator<List<Val>> round) {
    List<Val> all = new ArrayList<>(carried);
    String before = block;
    String head = label("again");
    line("br label %" + head);
    StringBuilder outer = out;
    out = new StringBuilder();
    block = head;
    List<Val> now = all.stream().map(c -> new Val(name(), c.type())).toList();
    List<Val> next = round.apply(now);
    Val again = next.getLast();
    String exit = label("done");
    line("br " + again + ", label %" + head + ", label %" + exit);
    String latch = block;
    StringBuilder body = out;
    out = outer;
    out.append(head).append(":\n");
    for (int k = 0; k < now.size(); k++) {
      phi(now.get(k), all.get(k), before, next.get(k), latch);
    }
    out.append(body);
    begin(exit);
    return next.subList(0, next.size() - 1);
  }

  /// `if (condition) then else otherwise`; both give values of the same types.
  public List<Val> branch(Val condition, Supplier<List<Val>> then, Supplier<List<Val>> otherwise) {
    return branch(condition, "", then, otherwise);
  }

  /// As [#branch]; the condition nearly never holds, so that what is done then goes out of the way.
  public List<Val> branchRarely(
      Val condition, Supplier<List<Val>> then, Supplier<List<Val>> otherwise) {
    return branch(condition, RARELY, then, otherwise);
  }

  private List<Val> branch(
      Val condition, String mark, Supplier<List<Val>> then, Supplier<List<Val>> otherwise) {
    String yes = label("then");
    String no = label("else");
    String after = label("join");
    line("br " + condition + ", label %" + yes + ", label %" + no + mark);
    begin(yes);
    List<Val> a = then.get();
    String fromYes = block;
    line("br label %" + after);
    begin(no);
    List<Val> b = otherwise.get();
    String fromNo = block;
    line("br label %" + after);
    begin(after);
    List<Val> results = new ArrayList<>();
    for (int k = 0; k < a.size(); k++) {
      Val v = new Val(name(), a.get(k).type());
      phi(v, a.get(k), fromYes, b.get(k), fromNo);
      results.add(v);
    }
    return results;
  }

  /// `if (condition) then`, without results.
  public void when(Val condition, Runnable then) {
    branch(
        condition,
        () -> {
          then.run();
          return List.of();
        },
        List::of);
  }

  /// Leaves the function with a value if the condition holds.
  public void returnIf(Val condition, Val value) {
    String yes = label("leave");
    String no = label("stay");
    line("br " + condition + ", label %" + yes + ", label %" + no);
    begin(yes);
    line("ret " + value);
    begin(no);
  }

  /// Ends the function and puts it into its module.
  public void finish() {
    finish("ret void");
  }

  public void finish(Val result) {
    finish("ret " + result);
  }

  private void finish(String last) {
    line(last);
    String define = exported ? "define " : "define internal ";
    String head = result + " @" + name + "(" + join(parameters) + ") #0 {\nentry:\n";
    String text = define + head + allocas + out + "}\n";
    module.add(new Function(name, result + " @" + name + types(parameters), text));
  }
}
