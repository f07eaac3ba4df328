package linum.bench.libtorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import linum.bench.peers.Contestant;
import linum.bench.peers.Peer;
import linum.bench.peers.Workload;
import org.jspecify.annotations.Nullable;

/// libtorch.
public final class TorchPeer implements Peer {
  private static final Map<String, Twin.Maker> TWINS = twins();

  private @Nullable NDManager manager;

  private static Map<String, Twin.Maker> twins() {
    Map<String, Twin.Maker> all = new HashMap<>();
    SmallTwins.register(all);
    KernelTwins.register(all);
    NetworkTwins.register(all);
    SequenceTwins.register(all);
    return all;
  }

  @Override
  public String name() {
    return "libtorch";
  }

  @Override
  public boolean start(int threads) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    try {
      manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
      return true;
    } catch (EngineException e) {
      return false;
    }
  }

  @Override
  public Optional<Contestant> enter(Workload workload) {
    Twin.Maker maker = TWINS.get(workload.name());
    return manager == null || maker == null
        ? Optional.empty()
        : Optional.of(new TorchContestant(manager, maker, workload));
  }
}
