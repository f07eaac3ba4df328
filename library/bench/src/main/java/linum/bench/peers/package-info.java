/// Linum beside its peers: the same workloads, in one process, in turns.
///
/// A [Workload] is a Linum function and its inputs. From the function comes the program, and from
/// the program the StableHLO that XLA compiles; for libtorch, which runs operations one by one,
/// there is a twin of every workload that has a goal against it. Before anything is timed, all
/// results are compared. Then Linum and its peers take turns of some milliseconds, so that what
/// disturbs the machine disturbs all of them; a [Row] says the medians and minima.
///
/// `./linum bench` starts one process for each number of threads.
@NullMarked
package linum.bench.peers;

import org.jspecify.annotations.NullMarked;
