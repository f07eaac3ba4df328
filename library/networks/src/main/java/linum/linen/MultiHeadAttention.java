package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Precision;
import linum.layers.AttentionFunction;
import linum.layers.DotGeneralFunction;
import linum.layers.DotProductAttention;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Multi-head attention by dot products (Vaswani et al., 2017): `new
/// MultiHeadAttention(8).apply(x)` attends to itself, `apply(q, k)` to keys that are values, too,
/// `apply(q, k, v)` to values of other keys.
///
/// Inputs are `[batch…, length, features]`. Masks and other options come with
/// `apply(inputs(q).mask(mask))`. Parts: `query`, `key` and `value` of shape `[in, heads, depth]`,
/// `out` of shape `[heads, depth, outFeatures]`, and `query_ln`, `key_ln` if they are normalized.
/// With `decode` the collection `cache` has `cached_key`, `cached_value` and `cache_index`: `init`
/// with an input of the greatest length makes it, each call takes one position and updates it.
///
/// This is [MultiHeadDotProductAttention] under its shorter name, which is also that of its
/// variables.
///
/// @param numHeads how many heads there are; they divide `qkvFeatures`
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param qkvFeatures how many features queries, keys and values have, all heads together; null for
///   those of the input
/// @param outFeatures how many features the result has; null for those of the input
/// @param broadcastDropout whether batch and heads share which weights are left out
/// @param dropoutRate the probability with which a weight is left out
/// @param deterministic whether nothing is left out; null if the call says so, or the rate is 0
/// @param precision how exactly products are taken where a device can choose; null for its usual
/// @param kernelInit what the kernel starts from
/// @param outKernelInit what the kernel of the result starts from; null for `kernelInit`
/// @param biasInit what the bias starts from
/// @param outBiasInit what the bias of the result starts from; null for `biasInit`
/// @param useBias whether to add a bias
/// @param attentionFn how values are mixed
/// @param decode whether positions come one a call, and those before are in a cache
/// @param normalizeQk whether queries and keys are normalized, which steadies fast training
/// @param forceFp32ForSoftmax whether the weights are normalized in `float32`
/// @param qkvDotGeneral multiplies inputs by kernels; null for `Lax.dotGeneral`
/// @param outDotGeneral multiplies the mixed values by the last kernel; null for `Lax.dotGeneral`
public record MultiHeadAttention(
    int numHeads,
    @Nullable DType dtype,
    DType paramDtype,
    @Nullable Integer qkvFeatures,
    @Nullable Integer outFeatures,
    boolean broadcastDropout,
    double dropoutRate,
    @Nullable Boolean deterministic,
    @Nullable Precision precision,
    Initializer kernelInit,
    @Nullable Initializer outKernelInit,
    Initializer biasInit,
    @Nullable Initializer outBiasInit,
    boolean useBias,
    AttentionFunction attentionFn,
    boolean decode,
    boolean normalizeQk,
    boolean forceFp32ForSoftmax,
    @Nullable DotGeneralFunction qkvDotGeneral,
    @Nullable DotGeneralFunction outDotGeneral)
    implements Layer1To3<Array, Array> {

  public MultiHeadAttention(int numHeads) {
    this(
        numHeads,
        null,
        DType.FLOAT32,
        null,
        null,
        true,
        0,
        null,
        null,
        Initializer.lecunNormal(),
        null,
        Initializer.ZEROS,
        null,
        true,
        DotProductAttention::attend,
        false,
        false,
        false,
        null,
        null);
  }

  public MultiHeadAttention dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public MultiHeadAttention paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public MultiHeadAttention qkvFeatures(@Nullable Integer qkvFeatures) {
    return with("qkvFeatures", qkvFeatures);
  }

  public MultiHeadAttention outFeatures(@Nullable Integer outFeatures) {
    return with("outFeatures", outFeatures);
  }

  public MultiHeadAttention broadcastDropout(boolean broadcastDropout) {
    return with("broadcastDropout", broadcastDropout);
  }

  public MultiHeadAttention dropoutRate(double dropoutRate) {
    return with("dropoutRate", dropoutRate);
  }

  public MultiHeadAttention deterministic(@Nullable Boolean deterministic) {
    return with("deterministic", deterministic);
  }

  public MultiHeadAttention precision(@Nullable Precision precision) {
    return with("precision", precision);
  }

  public MultiHeadAttention kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public MultiHeadAttention outKernelInit(@Nullable Initializer outKernelInit) {
    return with("outKernelInit", outKernelInit);
  }

  public MultiHeadAttention biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public MultiHeadAttention outBiasInit(@Nullable Initializer outBiasInit) {
    return with("outBiasInit", outBiasInit);
  }

  public MultiHeadAttention useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  public MultiHeadAttention attentionFn(AttentionFunction attentionFn) {
    return with("attentionFn", attentionFn);
  }

  public MultiHeadAttention decode(boolean decode) {
    return with("decode", decode);
  }

  public MultiHeadAttention normalizeQk(boolean normalizeQk) {
    return with("normalizeQk", normalizeQk);
  }

  public MultiHeadAttention forceFp32ForSoftmax(boolean forceFp32ForSoftmax) {
    return with("forceFp32ForSoftmax", forceFp32ForSoftmax);
  }

  public MultiHeadAttention qkvDotGeneral(@Nullable DotGeneralFunction qkvDotGeneral) {
    return with("qkvDotGeneral", qkvDotGeneral);
  }

  public MultiHeadAttention outDotGeneral(@Nullable DotGeneralFunction outDotGeneral) {
    return with("outDotGeneral", outDotGeneral);
  }

  private MultiHeadAttention with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    return call(AttentionInputs.inputs(x));
  }

  @Override
  public Array call(Array q, Array k) {
    return call(AttentionInputs.inputs(q).k(k));
  }

  @Override
  public Array call(Array q, Array k, Array v) {
    return call(AttentionInputs.inputs(q).k(k).v(v));
  }

  /// Any combination of inputs and options.
  ///
  /// @throws IllegalArgumentException if the heads do not divide the features, `deterministic` is
  ///   said twice or not at all while there is dropout, or a cache is given more than a position
  public Array call(AttentionInputs inputs) {
    return attending().call(inputs);
  }

  /// Any combination of inputs and options, as a part of the module whose body is running.
  public Array apply(AttentionInputs inputs) {
    return apply(() -> call(inputs));
  }

  private Attending attending() {
    return new Attending(
        this,
        new Attending.Projections(
            numHeads,
            qkvFeatures,
            outFeatures,
            dtype,
            paramDtype,
            precision,
            kernelInit,
            outKernelInit == null ? kernelInit : outKernelInit,
            biasInit,
            outBiasInit == null ? biasInit : outBiasInit,
            useBias,
            normalizeQk,
            qkvDotGeneral,
            outDotGeneral),
        new Attending.Mixing(
            attentionFn,
            dropoutRate,
            broadcastDropout,
            deterministic,
            forceFp32ForSoftmax,
            decode));
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
