/// A Jupyter kernel for Java.
///
/// `java linum.kernel.Main CONNECTION_FILE` serves one front end. Threads: *wire* owns the sockets;
/// *shell* and *control* answer what needs no running code; *interpreter* takes cells one after the
/// other; *cells* runs the user's code and is the only one that an interrupt stops. Nobody polls.
///
/// What an application adds (imports, magics, renderers) it says as an [linum.kernel.Extension].
///
/// The packages import each other in one direction: `protocol`, `stream`, `display`, `comm`,
/// `jshell`, `magic`, then this one.
@NullMarked
package linum.kernel;

import org.jspecify.annotations.NullMarked;
