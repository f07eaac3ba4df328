package linum.optax;

import static linum.optax.Optax.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.numpy.Jnp;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ErrorTextsTest {
  private static final Map<String, Array> PARAMS = Map.of("w", Jnp.ones(2), "b", Jnp.ones(1));

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void gradientsOfAnotherTree() {
    Map<String, Array> grads = Map.of("w", Jnp.ones(2));
    refused(() -> adam(1).update(grads, adam(1).init(PARAMS), PARAMS))
        .hasMessageStartingWith(
            "update: the gradients (the first) are not like the parameters that init was given (the second)")
        .hasMessageContaining("the first has the keys [w], the second has the keys [b, w]");
    refused(() -> applyUpdates(PARAMS, grads))
        .hasMessageStartingWith(
            "applyUpdates: the parameters (the first) and the updates (the second)");
  }

  @Test
  void gradientsOfAnotherShape() {
    Map<String, Array> grads = Map.of("w", Jnp.ones(3), "b", Jnp.ones(1));
    refused(() -> adam(1).update(grads, adam(1).init(PARAMS), PARAMS))
        .hasMessage(
            "update: the gradient at '['w']' has shape (3,), but the state was made for (2,).\nMake the state from the parameters that the gradients are of: var state = tx.init(params)");
  }

  @Test
  void theStateOfSomethingElse() {
    refused(() -> adam(1).update(PARAMS, sgd(1).init(PARAMS), PARAMS))
        .hasMessage(
            "a state of type ScaleByAdamState is needed, but update was given one of type EmptyState.\nUse the state that init of the same transformation gave: var state = tx.init(params)");
    refused(() -> chain(scale(1), scale(2)).update(PARAMS, List.of(EmptyState.empty()), PARAMS))
        .hasMessageStartingWith(
            "chain: 2 transformations need a list of as many states, but update was given a list of 1");
    refused(() -> namedChain().then("a", scale(1)).update(PARAMS, Map.of("b", 1), PARAMS))
        .hasMessageStartingWith("namedChain: there is no state for 'a', only for [b]");
  }

  @Test
  void missingParameters() {
    refused(() -> adamw(1).update(PARAMS, adamw(1).init(PARAMS)))
        .hasMessage(
            "addDecayedWeights needs the parameters, but update was called without them.\nGive them: tx.update(grads, state, params)");
    refused(() -> lamb(1).weightDecay(0).update(PARAMS, lamb(1).init(PARAMS)))
        .hasMessageContaining("needs the parameters");
  }

  @Test
  void missingLosses() {
    refused(() -> polyakSgd().update(PARAMS, polyakSgd().init(PARAMS), PARAMS))
        .hasMessage(
            "scaleByPolyak needs the loss at the parameters, but update was called without it.\nGive it: tx.update(grads, state, params, extraArgs().value(loss))");
    refused(() ->
            lbfgs().update(PARAMS, lbfgs().init(PARAMS), PARAMS, extraArgs().value(Jnp.array(1.0))))
        .hasMessageContaining("scaleByZoomLinesearch needs the gradient at the parameters");
  }

  @Test
  void wrongMasks() {
    refused(() -> masked(adam(1), Map.of("w", true)).init(PARAMS))
        .hasMessageContaining("a prefix must end where the tree ends");
    refused(() -> masked(adam(1), Map.of("w", true, "b", "no")).init(PARAMS))
        .hasMessage(
            "a mask has true or false for every array, but 'no' for the one at '['b']'.\nGive booleans: Mask.of(Map.of(\"w\", true, \"b\", false)), or a condition: Mask.where((path, p) -> p.ndim() > 1)");
  }

  @Test
  void labelsWithoutTransformations() {
    refused(() -> partition(Map.of("adam", adam(1)), Map.of("w", "adam", "b", "sgd")).init(PARAMS))
        .hasMessage(
            "partition: some parameters have no transformation: the labels are [adam, sgd], the transformations are for [adam]");
  }

  @Test
  void badArguments() {
    refused(() -> scaleByLbfgs().memorySize(0)).hasMessageContaining("must be at least 1");
    refused(() -> lookahead(sgd(1), 0, 0.5)).hasMessageContaining("must be at least 1, but is 0");
    refused(() -> multiSteps(sgd(1), 0)).hasMessageContaining("k must be at least 1");
    refused(() -> applyEvery(0)).hasMessageContaining("k must be at least 1");
    refused(() -> namedChain().then("a", scale(1)).then("a", scale(2)))
        .hasMessageContaining("two transformations with the name 'a'");
    refused(() -> OptaxTree.norm(PARAMS, 3)).hasMessageContaining("1, 2 or infinity");
  }

  @Test
  void unknownHyperparameters() {
    refused(() -> injectHyperparams(adam(1)).with("b3", constantSchedule(1)))
        .hasMessage(
            "injectHyperparams: Adam has no numbers with the names [b3], only [b1, b2, eps, epsRoot, learningRate]");
    refused(() -> injectHyperparams(chain(adam(1)))).hasMessageContaining("no numbers in Chain");
    refused(() -> OptaxTree.set(adam(1).init(PARAMS), "learningRate", Jnp.array(1.0)))
        .hasMessageContaining("there is no value with the name 'learningRate'");
    refused(() -> OptaxTree.get(chain(adam(1), adam(1)).init(PARAMS), "mu"))
        .hasMessageContaining("several values with the name 'mu', at [[0][0].mu, [1][0].mu]");
  }

  @Test
  void singleExamplesHaveALeadingAxis() {
    refused(() -> perExampleGlobalNormClip(PARAMS, 1))
        .hasMessageStartingWith(
            "perExampleGlobalNormClip: the gradients need a common leading axis");
    refused(() -> OptaxTree.dtype(List.of(Jnp.ones(1), Jnp.array(1))))
        .hasMessageContaining("several types: [float32, int32]");
    assertThat(OptaxTree.dtype(PARAMS)).isEqualTo(Jnp.float32);
  }
}
