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

/// Multi-head attention of an input to itself, as [MultiHeadDotProductAttention] of one input:
/// `apply(x)`, `apply(x, mask)`.
///
/// In JAX: deprecated.
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
public record SelfAttention(
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
    implements Layer1To2<Array> {

  public SelfAttention(int numHeads) {
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

  public SelfAttention dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public SelfAttention paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public SelfAttention qkvFeatures(@Nullable Integer qkvFeatures) {
    return with("qkvFeatures", qkvFeatures);
  }

  public SelfAttention outFeatures(@Nullable Integer outFeatures) {
    return with("outFeatures", outFeatures);
  }

  public SelfAttention broadcastDropout(boolean broadcastDropout) {
    return with("broadcastDropout", broadcastDropout);
  }

  public SelfAttention dropoutRate(double dropoutRate) {
    return with("dropoutRate", dropoutRate);
  }

  public SelfAttention deterministic(@Nullable Boolean deterministic) {
    return with("deterministic", deterministic);
  }

  public SelfAttention precision(@Nullable Precision precision) {
    return with("precision", precision);
  }

  public SelfAttention kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public SelfAttention outKernelInit(@Nullable Initializer outKernelInit) {
    return with("outKernelInit", outKernelInit);
  }

  public SelfAttention biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public SelfAttention outBiasInit(@Nullable Initializer outBiasInit) {
    return with("outBiasInit", outBiasInit);
  }

  public SelfAttention useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  public SelfAttention attentionFn(AttentionFunction attentionFn) {
    return with("attentionFn", attentionFn);
  }

  public SelfAttention decode(boolean decode) {
    return with("decode", decode);
  }

  public SelfAttention normalizeQk(boolean normalizeQk) {
    return with("normalizeQk", normalizeQk);
  }

  public SelfAttention forceFp32ForSoftmax(boolean forceFp32ForSoftmax) {
    return with("forceFp32ForSoftmax", forceFp32ForSoftmax);
  }

  public SelfAttention qkvDotGeneral(@Nullable DotGeneralFunction qkvDotGeneral) {
    return with("qkvDotGeneral", qkvDotGeneral);
  }

  public SelfAttention outDotGeneral(@Nullable DotGeneralFunction outDotGeneral) {
    return with("outDotGeneral", outDotGeneral);
  }

  private SelfAttention with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    return call(AttentionInputs.inputs(x));
  }

  @Override
  public Array call(Array x, Array mask) {
    return call(AttentionInputs.inputs(x).mask(mask));
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
