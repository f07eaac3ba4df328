/// What a notebook shows for a value: MIME bundles, the renderers that make them, and the functions
/// a cell calls.
///
/// Every cell has the functions of [Display] imported:
///
/// ```java
/// display(Html.of("<b>bold</b>"));
/// String id = display("step 0");
/// updateDisplay(id, "step 1");
/// clearOutput();
/// ```
@NullMarked
package linum.kernel.display;

import org.jspecify.annotations.NullMarked;
