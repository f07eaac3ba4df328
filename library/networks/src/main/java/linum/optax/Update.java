package linum.optax;

/// What one step of an optimizer gives.
///
/// @param updates a tree like the parameters, to be added to them: [Optax#applyUpdates]
/// @param state the state for the next step
public record Update<P>(P updates, Object state) {}
