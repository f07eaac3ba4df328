package linum.optax;

import java.util.function.Function;
import linum.Linum;
import linum.ValueAndGrad;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.tree.Tree;

/// One search of [ScaleByZoomLinesearch].
///
/// The loop is one for both phases, so that there is one place where the loss is computed: first
/// the step grows until an interval is found, then the interval shrinks.
///
/// @param start the point of step zero
/// @param guess the first step
record ZoomSearch<P>(
    ScaleByZoomLinesearch options,
    P params,
    P updates,
    Function<P, Array> valueFn,
    Point start,
    Array guess) {

  /// A step along the updates, the loss there and its slope.
  record Point(Array stepsize, Array value, Array slope) {}

  /// Where the search is.
  ///
  /// @param at the point tried last
  /// @param low the end of the interval with the lower loss
  /// @param high the other end
  /// @param reference a third point, for cubic interpolation
  /// @param safe the best point with enough decrease; of step zero if there is none
  record Progress<P>(
      Array count,
      Point at,
      P grad,
      Array decreaseError,
      Array curvatureError,
      Array intervalFound,
      Array done,
      Array failed,
      Point low,
      Point high,
      Point reference,
      Point safe,
      P safeGrad) {}

  Progress<P> run(P grad) {
    DType dtype = start.value().dtype();
    Array infinite = Jnp.full(Dims.NONE, Double.POSITIVE_INFINITY, dtype);
    Array no = Jnp.array(false);
    P g = OptaxTree.castLike(grad, params);
    Progress<P> first =
        new Progress<>(
            Counts.zero(), start, g, infinite, infinite, no, no, no, start, start, start, start, g);
    Progress<P> end = Linum.whileLoop(c -> c.done().or(c.failed()).not(), this::step, first);
    // A search that failed ends at the last safe point, if there is one or nothing else is finite.
    Array back = end.failed().and(end.safe().stepsize().gt(0).or(Jnp.isinf(end.decreaseError())));
    return new Progress<>(
        end.count(),
        OptaxTree.where(back, end.safe(), end.at()),
        OptaxTree.where(back, end.safeGrad(), end.grad()),
        end.decreaseError(),
        end.curvatureError(),
        end.intervalFound(),
        end.done(),
        end.failed(),
        end.low(),
        end.high(),
        end.reference(),
        end.safe(),
        end.safeGrad());
  }

  private Progress<P> step(Progress<P> c) {
    Array zooming = c.intervalFound();
    Array larger =
        Jnp.where(c.count().eq(0), guess, c.at().stepsize().mul(options.increaseFactor()));
    Double limit = options.maxLearningRate();
    Array limited = limit == null ? larger : larger.minimum(limit);
    Array atLimit = limit == null ? Jnp.array(false) : larger.ge(limit);
    Array stepsize = Jnp.where(zooming, middle(c), limited).astype(guess.dtype());
    P next = Tree.map((p, u) -> p.add(stepsize.astype(p.dtype()).mul(u)), params, updates);
    ValueAndGrad<P> vg = Linum.valueAndGrad(next, valueFn);
    DType dtype = start.value().dtype();
    Point at =
        new Point(
            stepsize, vg.value().astype(dtype), OptaxTree.vdot(vg.grad(), updates).astype(dtype));
    P grad = OptaxTree.castLike(vg.grad(), params);
    Array decrease = decreaseError(at);
    Array curvature = known(at.slope().abs().sub(start.slope().abs().mul(options.curvRtol())));
    Array holds = decrease.maximum(curvature).le(options.tol());
    Array safer = decrease.le(options.tol()).and(zooming.not().or(at.value().lt(c.safe().value())));
    Point safe = OptaxTree.where(safer, at, c.safe());
    Ends ends = OptaxTree.where(zooming, shrunk(c, at, decrease), found(c, at, decrease, holds));
    Array done = Jnp.where(zooming, holds, holds.or(atLimit.and(ends.found().not())));
    Array last = c.count().add(1).ge(options.maxLinesearchSteps());
    Array tooSmall =
        c.high()
            .stepsize()
            .sub(c.low().stepsize())
            .abs()
            .le(options.stepsizePrecision())
            .and(safe.stepsize().gt(0));
    return new Progress<>(
        c.count().add(1),
        at,
        grad,
        decrease,
        curvature,
        ends.found(),
        done,
        last.or(zooming.and(tooSmall)).and(done.not()),
        ends.low(),
        ends.high(),
        ends.reference(),
        safe,
        OptaxTree.where(safer, grad, c.safeGrad()));
  }

  /// The interval after a step.
  private record Ends(Point low, Point high, Point reference, Array found) {}

  // While there is no interval: the point before and this one are its ends once the loss rises or
  // the slope does.
  private Ends found(Progress<P> c, Point at, Array decrease, Array holds) {
    Array rises = decrease.gt(0).or(at.value().ge(c.at().value()).and(c.count().gt(0)));
    Array turns = at.slope().ge(0).and(rises.not());
    Point low = OptaxTree.where(turns, at, c.at());
    Point high = OptaxTree.where(turns, c.at(), at);
    return new Ends(low, high, low, rises.or(turns).or(holds));
  }

  private Ends shrunk(Progress<P> c, Point at, Array decrease) {
    Array highIsMiddle = decrease.gt(0).or(at.value().ge(c.low().value()));
    Array secant = at.slope().mul(c.high().stepsize().sub(c.low().stepsize()));
    Array highIsLow = secant.ge(0).and(highIsMiddle.not());
    Point high = OptaxTree.where(highIsLow, c.low(), OptaxTree.where(highIsMiddle, at, c.high()));
    Point low = OptaxTree.where(highIsMiddle, c.low(), at);
    Point reference = OptaxTree.where(highIsMiddle.or(highIsLow), c.high(), c.low());
    return new Ends(low, high, reference, c.intervalFound());
  }

  // Where the next point of an interval is: at the minimum of a cubic or a quadratic function, or
  // in
  // the middle where that is too close to an end.
  private static Array middle(Progress<?> c) {
    Array low = c.low().stepsize();
    Array high = c.high().stepsize();
    Array left = low.minimum(high);
    Array right = low.maximum(high);
    Array delta = right.sub(left);
    Array cubic = cubicMinimum(c.low(), c.high(), c.reference());
    Array cubicValid = cubic.gt(left.add(delta.mul(0.2))).and(cubic.lt(right.sub(delta.mul(0.2))));
    Array quadratic = quadraticMinimum(c.low(), c.high());
    Array quadraticValid =
        quadratic.gt(left.add(delta.mul(0.1))).and(quadratic.lt(right.sub(delta.mul(0.1))));
    Array half = low.add(high).div(2);
    return Jnp.where(cubicValid, cubic, Jnp.where(quadraticValid, quadratic, half));
  }

  private Array decreaseError(Point at) {
    double c1 = options.slopeRtol();
    Array error = at.value().sub(start.value()).sub(at.stepsize().mul(c1).mul(start.slope()));
    Double rtol = options.approxDecRtol();
    if (rtol != null) {
      Array flat = at.slope().sub(start.slope().mul(2 * c1 - 1));
      Array rise = at.value().sub(start.value()).sub(start.value().abs().mul(rtol));
      error = flat.maximum(rise).minimum(error);
    }
    return known(error);
  }

  private static Array known(Array error) {
    return Jnp.where(Jnp.isnan(error), Double.POSITIVE_INFINITY, error.maximum(0))
        .astype(error.dtype());
  }

  // Of the cubic through three points with the slope at the first.
  private static Array cubicMinimum(Point a, Point b, Point c) {
    Array db = b.stepsize().sub(a.stepsize());
    Array dc = c.stepsize().sub(a.stepsize());
    Array fb = b.value().sub(a.value()).sub(a.slope().mul(db));
    Array fc = c.value().sub(a.value()).sub(a.slope().mul(dc));
    Array denominator = db.mul(dc).square().mul(db.sub(dc));
    Array third = dc.square().mul(fb).sub(db.square().mul(fc)).div(denominator);
    Array second = db.pow(3).mul(fc).sub(dc.pow(3).mul(fb)).div(denominator);
    Array root = second.square().sub(third.mul(a.slope()).mul(3)).sqrt();
    return a.stepsize().add(root.sub(second).div(third.mul(3)));
  }

  // Of the parabola through two points with the slope at the first.
  private static Array quadraticMinimum(Point a, Point b) {
    Array db = b.stepsize().sub(a.stepsize());
    Array second = b.value().sub(a.value()).sub(a.slope().mul(db)).div(db.square());
    return a.stepsize().sub(a.slope().div(second.mul(2)));
  }
}
