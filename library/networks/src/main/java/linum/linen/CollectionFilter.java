package linum.linen;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/// Which collections of variables, or which streams of random keys, are meant.
///
/// In JAX: a filter, that is `True`, `False`, a name, names or a `DenyList`.
public sealed interface CollectionFilter {
  /// All of them. In JAX: `True`.
  @SuppressWarnings("ClassInitializationDeadlock") // nothing else begins with these classes
  CollectionFilter ALL = new All();

  /// None of them. In JAX: `False`.
  @SuppressWarnings("ClassInitializationDeadlock") // as above
  CollectionFilter NONE = new Names(Set.of());

  /// See [#ALL].
  record All() implements CollectionFilter {
    @Override
    public String toString() {
      return "all";
    }
  }

  /// Those of the given names.
  record Names(Set<String> names) implements CollectionFilter {
    public Names {
      names = new TreeSet<>(names);
    }

    @Override
    public String toString() {
      return names.isEmpty() ? "none" : names.toString();
    }
  }

  /// All but some.
  ///
  /// In JAX: `flax.core.DenyList`.
  record DenyList(CollectionFilter deny) implements CollectionFilter {
    @Override
    public String toString() {
      return "all but " + deny;
    }
  }

  /// The collections of the given names.
  static CollectionFilter of(String... names) {
    return of(Arrays.asList(names));
  }

  /// The collections of the given names.
  static CollectionFilter of(Collection<String> names) {
    return new Names(new LinkedHashSet<>(names));
  }

  /// All but the collections of the given names.
  static CollectionFilter denyList(String... names) {
    return new DenyList(of(names));
  }

  /// Whether a collection is meant.
  default boolean contains(String collection) {
    return switch (this) {
      case All _ -> true;
      case Names n -> n.names().contains(collection);
      case DenyList d -> !d.deny().contains(collection);
    };
  }

  /// Whether there is no name at all that is meant.
  default boolean isEmpty() {
    return switch (this) {
      case All _ -> false;
      case Names n -> n.names().isEmpty();
      case DenyList d -> d.deny().isEverything();
    };
  }

  private boolean isEverything() {
    return switch (this) {
      case All _ -> true;
      case Names _ -> false;
      case DenyList d -> d.deny().isEmpty();
    };
  }

  /// What either filter means.
  default CollectionFilter union(CollectionFilter other) {
    if (this instanceof Names a && other instanceof Names b) {
      Set<String> both = new TreeSet<>(a.names());
      both.addAll(b.names());
      return new Names(both);
    }
    return new DenyList(complement().intersect(other.complement()));
  }

  /// What both filters mean.
  default CollectionFilter intersect(CollectionFilter other) {
    return switch (this) {
      case All _ -> other;
      case Names a -> {
        Set<String> both = new TreeSet<>(a.names());
        both.removeIf(n -> !other.contains(n));
        yield new Names(both);
      }
      case DenyList d ->
          switch (other) {
            case All _ -> this;
            case Names _ -> other.intersect(this);
            case DenyList e -> new DenyList(d.deny().union(e.deny()));
          };
    };
  }

  /// What this filter means and the other does not.
  default CollectionFilter subtract(CollectionFilter other) {
    return intersect(other.complement());
  }

  private CollectionFilter complement() {
    return switch (this) {
      case All _ -> NONE;
      case Names n -> n.names().isEmpty() ? ALL : new DenyList(n);
      case DenyList d -> d.deny();
    };
  }
}
