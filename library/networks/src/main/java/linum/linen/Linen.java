package linum.linen;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import linum.Pair;
import linum.Pushed;
import linum.ValueAndGrad;
import linum.core.Array;
import linum.core.Scan;
import linum.nn.Initializer;
import linum.transform.CheckpointPolicies;
import linum.transform.CheckpointPolicy;
import linum.transform.Vmap;
import org.jspecify.annotations.Nullable;

/// Functions of modules, and transformations that know their variables.
///
/// A transformation is put around a module, which stays a module: `Linen.vmap(new Dense(4), …)`.
/// Its variables are named after it, `VmapDense_0`, unless the module it is put around has a name
/// already, as a component has. Put around a function, it transforms a piece of the running body:
///
/// ```java
/// public Array call(Array x) {
///   Layer block = v -> relu(new Dense(8).apply(v));
///   return Linen.remat(block).apply(x);
/// }
/// ```
///
/// In JAX: `flax.linen`.
@SuppressWarnings("overloads") // as in the facade of arrays: lambdas are told apart by arity
public final class Linen {
  /// In place of an axis: every copy, or every step, gets the whole.
  ///
  /// In JAX: `flax.linen.broadcast`.
  public static final int BROADCAST = Vmap.NONE;

  private Linen() {}

  // transformations

  /// The module compiled: a call runs one program. Equal modules are compiled once, for each kind
  /// of inputs; inside of an outer `jit` it stays a function of its own.
  ///
  /// It draws from keys of its own, as in Flax: other random numbers than without.
  ///
  /// In JAX: `flax.linen.jit`.
  public static Layer jit(Layer module) {
    return new LiftedLayer(module, new JitTransform(module));
  }

  /// As for a [Layer].
  public static <A, R> Layer1<A, R> jit(Layer1<A, R> module) {
    return new Lifted1<>(module, new JitTransform(module));
  }

  /// As for a [Layer].
  public static <A, B, R> Layer2<A, B, R> jit(Layer2<A, B, R> module) {
    return new Lifted2<>(module, new JitTransform(module));
  }

  /// As for a [Layer].
  public static <A, B, C, R> Layer3<A, B, C, R> jit(Layer3<A, B, C, R> module) {
    return new Lifted3<>(module, new JitTransform(module));
  }

  /// As for a [Layer].
  public static <A, B, C, D, R> Layer4<A, B, C, D, R> jit(Layer4<A, B, C, D, R> module) {
    return new Lifted4<>(module, new JitTransform(module));
  }

  /// As for a [Layer].
  public static <B> Layer1To2<B> jit(Layer1To2<B> module) {
    return new Lifted1To2<>(module, new JitTransform(module));
  }

  /// As for a [Layer].
  public static <B, C> Layer1To3<B, C> jit(Layer1To3<B, C> module) {
    return new Lifted1To3<>(module, new JitTransform(module));
  }

  /// The module with its inner values computed again in the backward pass, instead of kept.
  ///
  /// In JAX: `flax.linen.remat`, or `flax.linen.checkpoint`.
  public static Layer remat(Layer module) {
    return new LiftedLayer(module, new RematTransform(CheckpointPolicies.nothingSaveable(), true));
  }

  /// As for a [Layer].
  public static <A, R> Layer1<A, R> remat(Layer1<A, R> module) {
    return new Lifted1<>(module, new RematTransform(CheckpointPolicies.nothingSaveable(), true));
  }

  /// As for a [Layer].
  public static <A, B, R> Layer2<A, B, R> remat(Layer2<A, B, R> module) {
    return new Lifted2<>(module, new RematTransform(CheckpointPolicies.nothingSaveable(), true));
  }

  /// As for a [Layer].
  public static <A, B, C, R> Layer3<A, B, C, R> remat(Layer3<A, B, C, R> module) {
    return new Lifted3<>(module, new RematTransform(CheckpointPolicies.nothingSaveable(), true));
  }

  /// As for a [Layer].
  public static <A, B, C, D, R> Layer4<A, B, C, D, R> remat(Layer4<A, B, C, D, R> module) {
    return new Lifted4<>(module, new RematTransform(CheckpointPolicies.nothingSaveable(), true));
  }

  /// As for a [Layer].
  public static <B> Layer1To2<B> remat(Layer1To2<B> module) {
    return new Lifted1To2<>(module, new RematTransform(CheckpointPolicies.nothingSaveable(), true));
  }

  /// As for a [Layer].
  public static <B, C> Layer1To3<B, C> remat(Layer1To3<B, C> module) {
    return new Lifted1To3<>(module, new RematTransform(CheckpointPolicies.nothingSaveable(), true));
  }

  /// The module with the inner values kept that a policy chooses.
  public static Layer remat(Layer module, CheckpointPolicy policy) {
    return new LiftedLayer(module, new RematTransform(policy, true));
  }

  /// As for a [Layer].
  public static <A, R> Layer1<A, R> remat(Layer1<A, R> module, CheckpointPolicy policy) {
    return new Lifted1<>(module, new RematTransform(policy, true));
  }

  /// As for a [Layer].
  public static <A, B, R> Layer2<A, B, R> remat(Layer2<A, B, R> module, CheckpointPolicy policy) {
    return new Lifted2<>(module, new RematTransform(policy, true));
  }

  /// As for a [Layer].
  public static <A, B, C, R> Layer3<A, B, C, R> remat(
      Layer3<A, B, C, R> module, CheckpointPolicy policy) {
    return new Lifted3<>(module, new RematTransform(policy, true));
  }

  /// As for a [Layer].
  public static <A, B, C, D, R> Layer4<A, B, C, D, R> remat(
      Layer4<A, B, C, D, R> module, CheckpointPolicy policy) {
    return new Lifted4<>(module, new RematTransform(policy, true));
  }

  /// As for a [Layer].
  public static <B> Layer1To2<B> remat(Layer1To2<B> module, CheckpointPolicy policy) {
    return new Lifted1To2<>(module, new RematTransform(policy, true));
  }

  /// As for a [Layer].
  public static <B, C> Layer1To3<B, C> remat(Layer1To3<B, C> module, CheckpointPolicy policy) {
    return new Lifted1To3<>(module, new RematTransform(policy, true));
  }

  /// Many copies of the module side by side, each for one slice of the arguments, with the same
  /// variables or their own.
  ///
  /// In JAX: `flax.linen.vmap`.
  public static Layer vmap(Layer module, VmapLift lift) {
    return new LiftedLayer(module, new VmapTransform(lift));
  }

  /// As for a [Layer].
  public static <A, R> Layer1<A, R> vmap(Layer1<A, R> module, VmapLift lift) {
    return new Lifted1<>(module, new VmapTransform(lift));
  }

  /// As for a [Layer].
  public static <A, B, R> Layer2<A, B, R> vmap(Layer2<A, B, R> module, VmapLift lift) {
    return new Lifted2<>(module, new VmapTransform(lift));
  }

  /// As for a [Layer].
  public static <A, B, C, R> Layer3<A, B, C, R> vmap(Layer3<A, B, C, R> module, VmapLift lift) {
    return new Lifted3<>(module, new VmapTransform(lift));
  }

  /// As for a [Layer].
  public static <A, B, C, D, R> Layer4<A, B, C, D, R> vmap(
      Layer4<A, B, C, D, R> module, VmapLift lift) {
    return new Lifted4<>(module, new VmapTransform(lift));
  }

  /// As for a [Layer].
  public static <B> Layer1To2<B> vmap(Layer1To2<B> module, VmapLift lift) {
    return new Lifted1To2<>(module, new VmapTransform(lift));
  }

  /// As for a [Layer].
  public static <B, C> Layer1To3<B, C> vmap(Layer1To3<B, C> module, VmapLift lift) {
    return new Lifted1To3<>(module, new VmapTransform(lift));
  }

  /// The module step by step over the inputs: it takes a carry and an input, and gives a [Scan] of
  /// the next carry and an output.
  ///
  /// In JAX: `flax.linen.scan`.
  public static <C, X, Y extends @Nullable Object> Layer2<C, X, Scan<C, Y>> scan(
      Layer2<C, X, Scan<C, Y>> module, ScanLift lift) {
    return new Lifted2<>(module, new ScanTransform(lift));
  }

  /// The layer again and again on its own output, `length` times: a stack of blocks.
  public static Layer scan(Layer module, ScanLift lift) {
    return new LiftedLayer(module, new StackTransform("Scan", lift));
  }

  /// The layer `lengths[0] · lengths[1] · …` times on its own output, with checkpoints at all
  /// levels of nested loops, so that memory grows with the sum of the lengths only. Each repetition
  /// has its own variables.
  ///
  /// In JAX: `flax.linen.remat_scan`.
  public static Layer rematScan(Layer module, int... lengths) {
    ScanLift all =
        ScanLift.DEFAULT
            .variableAxes(CollectionFilter.ALL, 0)
            .splitRngs(CollectionFilter.ALL, true);
    return rematScan(module, all, CheckpointPolicies.nothingSaveable(), lengths);
  }

  /// As above, with a say in what happens to variables and which values are kept.
  public static Layer rematScan(
      Layer module, ScanLift lift, CheckpointPolicy policy, int... lengths) {
    return new LiftedLayer(module, new RematScanTransform(lift, policy, List.of(boxed(lengths))));
  }

  private static Integer[] boxed(int[] lengths) {
    return Arrays.stream(lengths).boxed().toArray(Integer[]::new);
  }

  /// The module with other variables than those that are stored, computed from these: shared,
  /// quantized or transposed weights.
  ///
  /// In JAX: `flax.linen.map_variables`.
  public static Layer mapVariables(Layer module, MapLift lift) {
    return new LiftedLayer(module, new MapTransform(lift));
  }

  /// As for a [Layer].
  public static <A, R> Layer1<A, R> mapVariables(Layer1<A, R> module, MapLift lift) {
    return new Lifted1<>(module, new MapTransform(lift));
  }

  /// As for a [Layer].
  public static <A, B, R> Layer2<A, B, R> mapVariables(Layer2<A, B, R> module, MapLift lift) {
    return new Lifted2<>(module, new MapTransform(lift));
  }

  /// As for a [Layer].
  public static <A, B, C, R> Layer3<A, B, C, R> mapVariables(
      Layer3<A, B, C, R> module, MapLift lift) {
    return new Lifted3<>(module, new MapTransform(lift));
  }

  /// As for a [Layer].
  public static <A, B, C, D, R> Layer4<A, B, C, D, R> mapVariables(
      Layer4<A, B, C, D, R> module, MapLift lift) {
    return new Lifted4<>(module, new MapTransform(lift));
  }

  /// As for a [Layer].
  public static <B> Layer1To2<B> mapVariables(Layer1To2<B> module, MapLift lift) {
    return new Lifted1To2<>(module, new MapTransform(lift));
  }

  /// As for a [Layer].
  public static <B, C> Layer1To3<B, C> mapVariables(Layer1To3<B, C> module, MapLift lift) {
    return new Lifted1To3<>(module, new MapTransform(lift));
  }

  /// The module drawing from keys of its own, drawn from the streams around it: the numbers that it
  /// draws under [#jit], but not compiled.
  ///
  /// In JAX: `flax.linen.fold_rngs`.
  public static Layer foldRngs(Layer module) {
    return new LiftedLayer(module, new FoldRngsTransform());
  }

  /// As for a [Layer].
  public static <A, R> Layer1<A, R> foldRngs(Layer1<A, R> module) {
    return new Lifted1<>(module, new FoldRngsTransform());
  }

  /// As for a [Layer].
  public static <A, B, R> Layer2<A, B, R> foldRngs(Layer2<A, B, R> module) {
    return new Lifted2<>(module, new FoldRngsTransform());
  }

  /// As for a [Layer].
  public static <A, B, C, R> Layer3<A, B, C, R> foldRngs(Layer3<A, B, C, R> module) {
    return new Lifted3<>(module, new FoldRngsTransform());
  }

  /// As for a [Layer].
  public static <A, B, C, D, R> Layer4<A, B, C, D, R> foldRngs(Layer4<A, B, C, D, R> module) {
    return new Lifted4<>(module, new FoldRngsTransform());
  }

  /// As for a [Layer].
  public static <B> Layer1To2<B> foldRngs(Layer1To2<B> module) {
    return new Lifted1To2<>(module, new FoldRngsTransform());
  }

  /// As for a [Layer].
  public static <B, C> Layer1To3<B, C> foldRngs(Layer1To3<B, C> module) {
    return new Lifted1To3<>(module, new FoldRngsTransform());
  }

  /// The module with a label in programs, besides its name.
  ///
  /// In JAX: `flax.linen.named_call`.
  public static Layer namedCall(Layer module, String label) {
    return new LiftedLayer(module, new NamedCallTransform(label));
  }

  /// As for a [Layer].
  public static <A, R> Layer1<A, R> namedCall(Layer1<A, R> module, String label) {
    return new Lifted1<>(module, new NamedCallTransform(label));
  }

  /// As for a [Layer].
  public static <A, B, R> Layer2<A, B, R> namedCall(Layer2<A, B, R> module, String label) {
    return new Lifted2<>(module, new NamedCallTransform(label));
  }

  /// As for a [Layer].
  public static <A, B, C, R> Layer3<A, B, C, R> namedCall(Layer3<A, B, C, R> module, String label) {
    return new Lifted3<>(module, new NamedCallTransform(label));
  }

  /// As for a [Layer].
  public static <A, B, C, D, R> Layer4<A, B, C, D, R> namedCall(
      Layer4<A, B, C, D, R> module, String label) {
    return new Lifted4<>(module, new NamedCallTransform(label));
  }

  /// As for a [Layer].
  public static <B> Layer1To2<B> namedCall(Layer1To2<B> module, String label) {
    return new Lifted1To2<>(module, new NamedCallTransform(label));
  }

  /// As for a [Layer].
  public static <B, C> Layer1To3<B, C> namedCall(Layer1To3<B, C> module, String label) {
    return new Lifted1To3<>(module, new NamedCallTransform(label));
  }

  /// The module with an axis put into the metadata of its variables, as if they had come out of
  /// [#vmap].
  ///
  /// In JAX: `flax.linen.add_metadata_axis`.
  public static Layer addMetadataAxis(
      Layer module, String collection, int axis, String partitionName) {
    return new LiftedLayer(module, Lifting.metadataAxis(collection, axis, partitionName));
  }

  /// As for a [Layer].
  public static <A, R> Layer1<A, R> addMetadataAxis(
      Layer1<A, R> module, String collection, int axis, String partitionName) {
    return new Lifted1<>(module, Lifting.metadataAxis(collection, axis, partitionName));
  }

  /// As for a [Layer].
  public static <A, B, R> Layer2<A, B, R> addMetadataAxis(
      Layer2<A, B, R> module, String collection, int axis, String partitionName) {
    return new Lifted2<>(module, Lifting.metadataAxis(collection, axis, partitionName));
  }

  /// As for a [Layer].
  public static <A, B, C, R> Layer3<A, B, C, R> addMetadataAxis(
      Layer3<A, B, C, R> module, String collection, int axis, String partitionName) {
    return new Lifted3<>(module, Lifting.metadataAxis(collection, axis, partitionName));
  }

  /// As for a [Layer].
  public static <A, B, C, D, R> Layer4<A, B, C, D, R> addMetadataAxis(
      Layer4<A, B, C, D, R> module, String collection, int axis, String partitionName) {
    return new Lifted4<>(module, Lifting.metadataAxis(collection, axis, partitionName));
  }

  /// As for a [Layer].
  public static <B> Layer1To2<B> addMetadataAxis(
      Layer1To2<B> module, String collection, int axis, String partitionName) {
    return new Lifted1To2<>(module, Lifting.metadataAxis(collection, axis, partitionName));
  }

  /// As for a [Layer].
  public static <B, C> Layer1To3<B, C> addMetadataAxis(
      Layer1To3<B, C> module, String collection, int axis, String partitionName) {
    return new Lifted1To3<>(module, Lifting.metadataAxis(collection, axis, partitionName));
  }

  /// `onTrue` or `onFalse`, decided when the program runs. Both bodies are run once here; they may
  /// use the variables of the running module, and must make the same ones.
  ///
  /// In JAX: `flax.linen.cond`.
  public static <R> R cond(Array predicate, Supplier<R> onTrue, Supplier<R> onFalse) {
    return Branching.cond(predicate, onTrue, onFalse);
  }

  /// The branch of the given index, which is moved into range.
  ///
  /// In JAX: `flax.linen.switch`, a reserved word in Java.
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  public static <R> R switchCase(Array index, Supplier<R>... branches) {
    return Branching.switchCase(index, List.of(branches));
  }

  /// `body` as long as `cond` holds. Variables are shared, and not changed.
  ///
  /// In JAX: `flax.linen.while_loop`.
  public static <C> C whileLoop(Function<C, Array> cond, UnaryOperator<C> body, C init) {
    return whileLoop(cond, body, init, CollectionFilter.NONE, CollectionFilter.ALL, Map.of());
  }

  /// `body` as long as `cond` holds.
  ///
  /// @param carryVariables what the body hands on from step to step
  /// @param broadcastVariables what all steps share
  /// @param splitRngs the streams passed in, and whether each step has other keys
  public static <C> C whileLoop(
      Function<C, Array> cond,
      UnaryOperator<C> body,
      C init,
      CollectionFilter carryVariables,
      CollectionFilter broadcastVariables,
      Map<CollectionFilter, Boolean> splitRngs) {
    return Branching.whileLoop(cond, body, init, carryVariables, broadcastVariables, splitRngs);
  }

  /// The value of a module, or of a function of the running body, and its derivative in a direction
  /// of argument and variables.
  ///
  /// @param variableTangents the direction of some collections of the module; others stay In JAX:
  ///   `flax.linen.jvp`.
  public static <A, R> Pushed<R> jvp(Layer1<A, R> f, A x, A dx, Variables variableTangents) {
    return Differentiated.in(f, "jvp", _ -> Differentiated.jvp(f, x, dx, variableTangents));
  }

  /// The value of a module, or of a function of the running body, and how cotangents are pulled
  /// back to its parameters and the argument.
  ///
  /// In JAX: `flax.linen.vjp`.
  public static <A, R> LinenPulled<R, A> vjp(Layer1<A, R> f, A x) {
    return vjp(f, x, CollectionFilter.of("params"));
  }

  /// As above, with cotangents of the collections of a filter.
  public static <A, R> LinenPulled<R, A> vjp(Layer1<A, R> f, A x, CollectionFilter vjpVariables) {
    return Differentiated.in(f, "vjp", _ -> Differentiated.vjp(f, x, vjpVariables));
  }

  /// The value of a module, or of a function of the running body, and its gradient in the argument,
  /// not in variables.
  ///
  /// In JAX: `flax.linen.value_and_grad`.
  public static <A> ValueAndGrad<A> valueAndGrad(Layer1<A, Array> f, A x) {
    return Differentiated.in(f, "valueAndGrad", _ -> Differentiated.valueAndGrad(f, x));
  }

  /// The gradient in the argument, not in variables.
  ///
  /// In JAX: `flax.linen.grad`.
  public static <A> A grad(Layer1<A, Array> f, A x) {
    return Differentiated.in(f, "grad", _ -> Differentiated.valueAndGrad(f, x)).grad();
  }

  /// A function of the running body with a backward rule of its own.
  ///
  /// @param forward gives the value, and what the rule needs
  /// @param backward takes that and the cotangent of the value, and gives the cotangents of the
  ///   parameters (`{params: …}`) and of the argument In JAX: `flax.linen.custom_vjp`.
  public static <A, R, S> Layer1<A, R> customVjp(
      Layer1<A, R> f,
      Layer1<A, Pair<R, S>> forward,
      BiFunction<S, R, Pair<Variables, A>> backward) {
    return customVjp(f, forward, backward, CollectionFilter.of("params"));
  }

  /// As above, with cotangents of the collections of a filter.
  public static <A, R, S> Layer1<A, R> customVjp(
      Layer1<A, R> f,
      Layer1<A, Pair<R, S>> forward,
      BiFunction<S, R, Pair<Variables, A>> backward,
      CollectionFilter gradVars) {
    return x -> Differentiated.customVjp(f, forward, backward, gradVars, x);
  }

  // modules

  /// Runs `body`; whatever module it runs, the interceptor comes between. Of several the one that
  /// was there first is asked first.
  ///
  /// ```java
  /// Linen.interceptMethods((next, args, context) -> {
  ///   System.out.println(context.path());
  ///   return next.apply(args);
  /// }, () -> model.apply(variables, x));
  /// ```
  ///
  /// In JAX: `flax.linen.intercept_methods`, a context manager.
  public static <R> R interceptMethods(Interceptor interceptor, Supplier<R> body) {
    return Call.intercepted(interceptor, body);
  }

  /// A module with its variables, to be used part by part.
  ///
  /// In JAX: `module.bind(variables)`.
  public static <M extends LinenModule> Bound<M> bind(M module, Variables variables) {
    return bind(module, variables, Mutable.of());
  }

  /// A module with its variables and random keys.
  public static <M extends LinenModule> Bound<M> bind(M module, Variables variables, Rngs rngs) {
    return bind(module, variables, Mutable.of().rngs(rngs));
  }

  /// A module with its variables, of which some may change.
  public static <M extends LinenModule> Bound<M> bind(
      M module, Variables variables, Mutable mutable) {
    return Bound.of(module, variables, mutable);
  }

  /// Lets a part have its variables where the running module has its own, as if both were one; or,
  /// if the part belongs to another module, lets the running module have its own there.
  ///
  /// In JAX: `flax.linen.share_scope`.
  ///
  /// @param module the running module, `this`
  public static void shareScope(LinenModule module, LinenModule part) {
    Scope.toShare(part).share(part);
  }

  /// The variables without what is said about their axes.
  ///
  /// In JAX: `flax.linen.unbox`.
  public static Variables unbox(Variables variables) {
    return Meta.unbox(variables);
  }

  /// An initializer whose parameters are [Partitioned] with these names.
  ///
  /// In JAX: `flax.linen.with_partitioning`.
  public static BoxedInitializer withPartitioning(Initializer init, @Nullable String... names) {
    return Partitioning.partitioned(init, names);
  }

  /// An initializer whose parameters are [LogicallyPartitioned] with these names.
  ///
  /// In JAX: `flax.linen.with_logical_partitioning`.
  public static BoxedInitializer withLogicalPartitioning(
      Initializer init, @Nullable String... names) {
    return Partitioning.logically(init, names);
  }

  /// How all variables are divided: the same tree with a [PartitionSpec] for every variable.
  ///
  /// In JAX: `flax.linen.get_partition_spec`.
  public static Variables getPartitionSpec(Variables variables) {
    return Partitioning.specs(variables);
  }

  /// The axes of a mesh for axes of such meanings. The first rule for a name wins, unless another
  /// axis of the array has its axis of the mesh.
  ///
  /// In JAX: `flax.linen.logical_to_mesh_axes`.
  ///
  /// @throws IllegalArgumentException if a name occurs twice
  public static PartitionSpec logicalToMeshAxes(PartitionSpec logical, List<LogicalRule> rules) {
    return Partitioning.toMesh(logical, rules);
  }

  /// The axes of a mesh for all variables, given what [#getPartitionSpec] says, by the rules of
  /// [#logicalAxisRules].
  ///
  /// In JAX: `flax.linen.logical_to_mesh`.
  public static Variables logicalToMesh(Variables specs) {
    return Partitioning.toMesh(specs, Partitioning.RULES.get());
  }

  /// Runs `body` with these rules of [#logicalToMesh].
  ///
  /// In JAX: `flax.linen.logical_axis_rules`.
  public static <R> R logicalAxisRules(List<LogicalRule> rules, Supplier<R> body) {
    return Partitioning.RULES.with(List.copyOf(rules), body);
  }

  /// In JAX: `flax.linen.set_logical_axis_rules`.
  public static void setLogicalAxisRules(List<LogicalRule> rules) {
    Partitioning.RULES.set(List.copyOf(rules));
  }

  /// In JAX: `flax.linen.get_logical_axis_rules`.
  public static List<LogicalRule> getLogicalAxisRules() {
    return Partitioning.RULES.get();
  }

  /// A module as Flax prints it: its class and its attributes, a line each.
  ///
  /// In JAX: `print(module)`. The layers of this package print so; records of your own print as
  /// records do.
  public static String repr(LinenModule module) {
    return ModuleText.of(module);
  }

  /// Another module with the same options: a part of its own, with its own variables, where the
  /// same instance used twice would share them.
  ///
  /// In JAX: `module.clone()`, or `module.copy()`.
  public static <M extends LinenModule> M clone(M module) {
    return clone(module, Map.of());
  }

  /// Another module with other values for some of its components: `Linen.clone(new Dense(8),
  /// Map.of("features", 4))`. What its components hold, such as parts, is the same; names and
  /// transformations around it stay.
  ///
  /// It does what the withers of the layers do, for modules of any class: records, and classes with
  /// a constructor that takes all fields.
  ///
  /// In JAX: `module.clone(features=4)`, or `module.copy(features=4)`: a part belongs to the module
  /// that runs it, so the two are one here.
  ///
  /// @throws IllegalArgumentException if there is no component of a name, it has another type, or a
  ///   class has no such constructor
  public static <M extends LinenModule> M clone(
      M module, Map<String, ? extends @Nullable Object> updates) {
    return Cloning.of(module, updates);
  }

  /// The value of an option that is given either to the module or to the call.
  ///
  /// @param name the option, for the error
  /// @param a what the module says, or null
  /// @param b what the call says, or null
  /// @throws IllegalArgumentException if both say something, or none
  public static <T> T mergeParam(String name, @Nullable T a, @Nullable T b) {
    if (a != null && b != null) {
      throw new IllegalArgumentException(
          "%s: it was said twice, %s by the module and %s in the call.\nSay it once."
              .formatted(name, a, b));
    }
    if (a == null && b == null) {
      throw new IllegalArgumentException(
          "%s: neither the module nor the call says it.\nSay it: module.%1$s(true), or apply(x, true)"
              .formatted(name));
    }
    return a != null ? a : Objects.requireNonNull(b);
  }
}
