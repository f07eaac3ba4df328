/// Trees: nested values with arrays at the leaves, which every transformation takes and returns.
///
/// What a value is decides its place. An array is a leaf. Records, lists and maps are nodes, in any
/// mixture; `null` is the empty tree. Everything else (numbers, strings, enums, functions) is
/// static: it belongs to the structure and is compared by `equals`. So a record of arrays is a
/// model, and `jit` needs no list of static arguments.
///
/// ```java
/// record Layer(Array w, Array b, String activation) {}
/// Flat flat = Tree.flatten(Map.of("hidden", new Layer(w, b, "relu"), "scale", s));
/// flat.leaves();     // [w, b, s]
/// flat.structure();  // PyTreeDef({'hidden': CustomNode(Layer[('relu',)], [*, *]), 'scale': *})
/// Tree.map(Array::neg, params);
/// ```
///
/// Classes of other kinds become nodes by [linum.tree.Tree#register]. This package imports `core`
/// and is the one that may use reflection.
@NullMarked
package linum.tree;

import org.jspecify.annotations.NullMarked;
