package io.papertape.live.transport;

import java.net.URI;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// The paces of requests and of connecting, one of each for a host: who asks the same host shares
/// its limits, its back-off and its bans. All who share it read one clock. For any thread.
public final class HostPaces {
  /// Those of this process: a venue counts by address, and all sessions have the same one.
  public static final HostPaces OF_PROCESS = new HostPaces(RestRules.STANDARD, 1);

  private final RestRules rules;
  private final SplittableRandom random;
  private final TreeMap<String, RequestPace> requests = new TreeMap<>();
  private final TreeMap<String, ConnectPace> connects = new TreeMap<>();

  /// @param seed of back-off
  public HostPaces(RestRules rules, long seed) {
    this.rules = rules;
    random = new SplittableRandom(seed);
  }

  RestRules rules() {
    return rules;
  }

  synchronized RequestPace requests(URI address) {
    return requests.computeIfAbsent(
        address.getAuthority(), _ -> new RequestPace(rules, random.split()));
  }

  synchronized ConnectPace connects(URI socket) {
    return connects.computeIfAbsent(socket.getAuthority(), _ -> new ConnectPace());
  }
}
