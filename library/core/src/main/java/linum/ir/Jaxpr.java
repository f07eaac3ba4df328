package linum.ir;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// A typed, first-order program in A-normal form.
///
/// `Jaxpr = { lambda Var* . let Eqn* in Atom* }`
///
/// A program is closed: arrays it refers to are [Atom.Constant] operands, values of an outer
/// program are inputs. It is compared by identity, so that it can be a cheap key of caches and so
/// that the printer can show a body once that is called twice.
public final class Jaxpr {
  private final List<Atom.Var> inputs;
  private final List<Eqn> eqns;
  private final List<Atom> outputs;
  private final Set<Effect> effects;
  private final ConcurrentHashMap<Object, Object> derived = new ConcurrentHashMap<>(4);

  public Jaxpr(List<Atom.Var> inputs, List<Eqn> eqns, List<? extends Atom> outputs) {
    this.inputs = List.copyOf(inputs);
    this.eqns = List.copyOf(eqns);
    this.outputs = List.copyOf(outputs);
    Set<Effect> all = EnumSet.noneOf(Effect.class);
    this.eqns.forEach(e -> all.addAll(e.primitive().effects()));
    this.effects = Collections.unmodifiableSet(all);
  }

  public List<Atom.Var> inputs() {
    return inputs;
  }

  public List<Eqn> eqns() {
    return eqns;
  }

  public List<Atom> outputs() {
    return outputs;
  }

  /// What it does besides computing, sub-programs included.
  public Set<Effect> effects() {
    return effects;
  }

  public List<Aval> inputAvals() {
    return inputs.stream().map(Atom.Var::aval).toList();
  }

  public List<Aval> outputAvals() {
    return outputs.stream().map(Atom::aval).toList();
  }

  /// What was made from this program before under the same key, else `make`'s result, which is kept
  /// as long as the program itself. So a transformation of a program happens once, however often
  /// the program is called.
  ///
  /// @param key says what is made; it must not be equal for things of different types
  public <T> T derived(Object key, Supplier<T> make) {
    // Not computeIfAbsent: making one thing may ask for another thing of the same program.
    Object known = derived.get(key);
    if (known == null) {
      Object made = make.get();
      Object earlier = derived.putIfAbsent(key, made);
      known = earlier == null ? made : earlier;
    }
    @SuppressWarnings("unchecked") // the key says what it is, and only make's results are put in
    T result = (T) known;
    return result;
  }

  /// The program in the style of today's JAX.
  @Override
  public String toString() {
    return toString(PrintStyle.MODERN);
  }

  public String toString(PrintStyle style) {
    return JaxprPrinter.print(this, style);
  }

  /// The program as HTML, to be put into a `<pre>`: every variable links to its definition.
  public String toHtml() {
    return JaxprPrinter.html(this, PrintStyle.MODERN);
  }
}
