package linum.ir;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The effects of several programs together.
final class Effects {
  private Effects() {}

  static Set<Effect> of(List<Jaxpr> jaxprs) {
    if (jaxprs.stream().allMatch(j -> j.effects().isEmpty())) {
      return Set.of();
    }
    Set<Effect> all = EnumSet.noneOf(Effect.class);
    jaxprs.forEach(j -> all.addAll(j.effects()));
    return Collections.unmodifiableSet(all);
  }
}
