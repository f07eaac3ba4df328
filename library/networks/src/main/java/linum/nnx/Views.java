package linum.nnx;

import java.util.List;
import java.util.Map;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariables.Variable;

/// Copies of objects that share all variables with them.
final class Views {
  private Views() {}

  static <M> M of(M model, Map<String, ?> attributes, Object... filters) {
    M made = copy(model);
    if (!(made instanceof Pytree)) {
      throw new IllegalArgumentException("view: a model is an object, got " + made);
    }
    Attributes.set(made, attributes, filters);
    return made;
  }

  /// A copy that shares all variables.
  static <M> M copy(M model) {
    Walk walk = Walk.forState();
    Def def = walk.of(model);
    int[] next = new int[2];
    Builder.Source source =
        new Builder.Source() {
          @Override
          public Variable variable(Def.OfVariable d, List<Object> path) {
            return walk.variables().get(next[0]++);
          }

          @Override
          public Object array(List<Object> path) {
            return walk.arrays().get(next[1]++);
          }
        };
    return Typed.cast(new Builder(source, List.of()).build(def, List.of()));
  }
}
