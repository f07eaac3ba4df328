package linum.bench.peers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/// How fast Linum has to be: for each peer, the share of its time that Linum may take, besides an
/// allowance in seconds for the call itself.
public record Goal(Map<String, Double> shares, double allowance) {
  public static final Goal NONE = new Goal(Map.of(), 0);

  public Goal {
    Map<String, Double> ordered = new LinkedHashMap<>();
    for (String peer : Peer.NAMES) {
      Double share = shares.get(peer);
      if (share != null) {
        ordered.put(peer, share);
      }
    }
    shares = java.util.Collections.unmodifiableMap(ordered);
  }

  public static Goal xla(double share) {
    return new Goal(Map.of("xla", share), 0);
  }

  public static Goal of(double xla, double libtorch) {
    return new Goal(Map.of("xla", xla, "libtorch", libtorch), 0);
  }

  public static Goal libtorch(double share) {
    return new Goal(Map.of("libtorch", share), 0);
  }

  public Goal plusSeconds(double newAllowance) {
    return new Goal(shares, newAllowance);
  }

  /// Whether Linum's time is short enough beside those of the peers that were measured.
  boolean met(double linum, Map<String, Double> peers) {
    for (Entry<String, Double> goal : shares.entrySet()) {
      Double peer = peers.get(goal.getKey());
      if (peer != null && linum > goal.getValue() * peer + allowance) {
        return false;
      }
    }
    return true;
  }
}
